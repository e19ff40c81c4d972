// What the tests of this room ask of a YAML text: its issues, each as one line.

import { positionAt, readYaml, type YamlDocument } from '../../src/text/index.ts';

/** `line:column code` of every issue, in the order reported. */
export function faultsOf(text: string): string[] {
  const source = { file: 'a.yaml', text };
  return readYaml(source).issues.map(({ code, place }) => {
    const { line, column } = positionAt(source, place?.start ?? -1);
    return `${line}:${column} ${code}`;
  });
}

/** The document of a text that is right; throws with the issues of one that is not. */
export function documentOf(text: string): YamlDocument {
  const { document, issues } = readYaml({ file: 'a.yaml', text });
  if (!document) throw new Error(issues.map(({ message }) => message).join('; '));
  return document;
}
