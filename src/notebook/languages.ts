// Prose in two languages in one file: what stands between `::: zh` and `:::` is shown in Chinese only, `::: en` in English
// only, everything else in both. Lines of the other language are blanked out, so that every offset keeps its meaning.

import { type Issue, type Language, nearest } from '../base/index.ts';
import type { SourceText } from '../text/index.ts';
import { notebookError } from './messages.ts';

const LANGUAGES: readonly string[] = ['zh', 'en'];

/** The text as a reader of one language has it, of the same length, and blocks that are not closed or not known. */
export function inLanguage(
  source: SourceText,
  language: Language,
): { readonly text: string; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const kept: string[] = [];
  let fence: string | undefined;
  let open: { readonly language: string; readonly start: number; readonly end: number } | undefined;
  let start = 0;
  for (const line of source.text.split(/(?<=\n)/)) {
    const place = { file: source.file, start, end: start + line.trimEnd().length };
    start += line.length;
    const mark: string | undefined = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    const block = fence === undefined ? /^:::[ \t]*(\S*)[ \t]*\r?\n?$/.exec(line) : null;
    if (mark !== undefined && fence === undefined) fence = mark;
    else if (fence !== undefined && isClosing(line, fence)) fence = undefined;
    if (!block) {
      kept.push(open === undefined || open.language === language ? line : blank(line));
      continue;
    }
    kept.push(blank(line));
    const [, name = ''] = block;
    if (name === '') {
      if (open === undefined)
        issues.push(
          notebookError('notebook-language', '":::" closes nothing', place, 'a block opens with ::: zh or ::: en'),
        );
      open = undefined;
    } else {
      if (!LANGUAGES.includes(name)) {
        const close = nearest(name, LANGUAGES);
        issues.push(
          notebookError(
            'notebook-language',
            `"${name}" is not a language of notebooks`,
            place,
            close === undefined ? 'write ::: zh or ::: en' : `did you mean "::: ${close}"?`,
          ),
        );
      }
      if (open !== undefined)
        issues.push(
          notebookError(
            'notebook-language',
            `a block opens inside another one`,
            place,
            'close that one first, with :::',
          ),
        );
      open = { language: name, ...place };
    }
  }
  if (open !== undefined)
    issues.push(
      notebookError(
        'notebook-language',
        `"::: ${open.language}" is never closed`,
        { file: source.file, start: open.start, end: open.end },
        'close it with a line ":::"',
      ),
    );
  return { text: kept.join(''), issues };
}

function isClosing(line: string, fence: string): boolean {
  const trimmed = line.trim();
  return trimmed.startsWith(fence) && trimmed === fence.charAt(0).repeat(trimmed.length);
}

function blank(line: string): string {
  return line.replace(/[^\r\n]/g, ' ');
}
