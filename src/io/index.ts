// What a program that uses tujing as a library needs of the disk, as `tujing/io`: a workspace read, a chart drawn.

export { type RenderedChart, renderPng, renderSvg } from './render.ts';
export { DEFAULT_MODEL, MissingFolder, readWorkspace, type WorkspaceOnDisk } from './workspace.ts';
