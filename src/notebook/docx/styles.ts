// Styles and numbering of a Word report: named as Word names its own, so that its panes and menus know them.

import type { Language } from '../../base/index.ts';
import type { ReportTheme } from '../document.ts';
import { el, part, val } from './xml.ts';

export const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** Ids of the two list definitions; a list's `numId` refers to one of them. */
export const BULLETS = 1;
export const NUMBERS = 2;

const SOFT = '5B6670';
const RULE = '9AA5AD';
export const ERROR = 'B3261E';
export const ERROR_FILL = 'FDECEA';

/** A colour of the theme as Word writes it. */
export function colour(css: string): string {
  return css.replace('#', '').toUpperCase();
}

/** A font as Word takes it: the first of a list of names. */
export function firstFont(names: string): string {
  return (names.split(',')[0] ?? '').trim().replace(/^["']|["']$/g, '');
}

function fonts(latin: string, theme: ReportTheme, hint = false): string {
  const name = firstFont(latin);
  return el('w:rFonts', {
    'w:ascii': name,
    'w:hAnsi': name,
    'w:eastAsia': firstFont(theme.fonts.eastAsia),
    'w:cs': name,
    'w:hint': hint ? 'eastAsia' : undefined,
  });
}

/** `word/styles.xml`. */
export function stylesPart(theme: ReportTheme, language: Language): string {
  const [accent, ink] = [colour(theme.accent), colour(theme.text)];
  const zh = language === 'zh';
  const defaults = el(
    'w:docDefaults',
    {},
    el(
      'w:rPrDefault',
      {},
      el(
        'w:rPr',
        {},
        fonts(theme.fonts.body, theme, zh),
        val('w:color', ink),
        val('w:sz', 21),
        val('w:szCs', 21),
        el('w:lang', { 'w:val': 'en-US', 'w:eastAsia': 'zh-CN', 'w:bidi': 'ar-SA' }),
      ),
    ),
    el('w:pPrDefault', {}, el('w:pPr', {}, el('w:spacing', { 'w:after': 120, 'w:line': 320, 'w:lineRule': 'auto' }))),
  );
  const heading = (level: number, size: number, before: number) =>
    paragraphStyle(
      `Heading${level}`,
      `heading ${level}`,
      'Normal',
      el('w:keepNext') +
        el('w:keepLines') +
        el('w:spacing', { 'w:before': before, 'w:after': 100, 'w:line': 276, 'w:lineRule': 'auto' }) +
        val('w:outlineLvl', level - 1),
      fonts(theme.fonts.heading, theme, zh) +
        el('w:b') +
        el('w:bCs') +
        val('w:color', level < 3 ? accent : ink) +
        sizes(size),
      'BodyText',
    );
  const styles = [
    el(
      'w:style',
      { 'w:type': 'paragraph', 'w:default': 1, 'w:styleId': 'Normal' },
      val('w:name', 'Normal'),
      el('w:qFormat'),
    ),
    // Chinese prose starts two characters in.
    paragraphStyle(
      'BodyText',
      'Body Text',
      'Normal',
      zh ? el('w:ind', { 'w:firstLineChars': 200, 'w:firstLine': 420 }) : '',
      '',
    ),
    paragraphStyle(
      'Title',
      'Title',
      'Normal',
      el('w:keepNext') + el('w:spacing', { 'w:before': 0, 'w:after': 240, 'w:line': 276, 'w:lineRule': 'auto' }),
      fonts(theme.fonts.heading, theme, zh) + el('w:b') + el('w:bCs') + val('w:color', accent) + sizes(40),
      'BodyText',
    ),
    ...[32, 27, 24, 22, 21, 21].map((size, k) => heading(k + 1, size, k === 0 ? 360 : 240)),
    paragraphStyle(
      'TOCHeading',
      'TOC Heading',
      'Normal',
      el('w:keepNext') + el('w:spacing', { 'w:before': 120, 'w:after': 60 }),
      el('w:b') + val('w:color', accent) + sizes(24),
    ),
    ...[1, 2, 3].map((level) =>
      paragraphStyle(
        `TOC${level}`,
        `toc ${level}`,
        'Normal',
        el('w:tabs', {}, el('w:tab', { 'w:val': 'right', 'w:leader': 'dot', 'w:pos': 9071 })) +
          el('w:spacing', { 'w:after': 40, 'w:line': 280, 'w:lineRule': 'auto' }) +
          el('w:ind', { 'w:left': 240 * (level - 1) }),
        '',
      ),
    ),
    paragraphStyle(
      'Figure',
      'Figure',
      'Normal',
      el('w:keepNext') +
        el('w:spacing', { 'w:before': 160, 'w:after': 60, 'w:line': 240, 'w:lineRule': 'auto' }) +
        val('w:jc', 'center'),
      '',
    ),
    paragraphStyle(
      'Caption',
      'caption',
      'Normal',
      el('w:keepLines') +
        el('w:spacing', { 'w:before': 60, 'w:after': 60, 'w:line': 276, 'w:lineRule': 'auto' }) +
        val('w:jc', 'center'),
      el('w:b') + el('w:bCs') + sizes(19),
    ),
    paragraphStyle(
      'Note',
      'Note',
      'Normal',
      el('w:keepLines') + el('w:spacing', { 'w:before': 40, 'w:after': 200, 'w:line': 252, 'w:lineRule': 'auto' }),
      val('w:color', SOFT) + sizes(17),
    ),
    paragraphStyle(
      'Quote',
      'Quote',
      'Normal',
      el('w:pBdr', {}, el('w:left', { 'w:val': 'single', 'w:sz': 18, 'w:space': 10, 'w:color': accent })) +
        el('w:spacing', { 'w:before': 120 }) +
        el('w:ind', { 'w:left': 340, 'w:right': 340 }),
      val('w:color', SOFT),
    ),
    paragraphStyle(
      'Code',
      'Code',
      'Normal',
      el('w:keepLines') +
        shade('F3F5F6') +
        el('w:spacing', { 'w:before': 80, 'w:after': 160, 'w:line': 252, 'w:lineRule': 'auto' }) +
        el('w:ind', { 'w:left': 113, 'w:right': 113 }),
      fonts(theme.fonts.mono, theme) + sizes(18),
    ),
    paragraphStyle(
      'CellError',
      'Cell Error',
      'Normal',
      box(ERROR) +
        shade(ERROR_FILL) +
        el('w:spacing', { 'w:before': 0, 'w:after': 0 }) +
        el('w:ind', { 'w:left': 113, 'w:right': 113 }),
      val('w:color', ERROR) + sizes(19),
    ),
    paragraphStyle('ListParagraph', 'List Paragraph', 'Normal', el('w:spacing', { 'w:after': 60 }), ''),
    paragraphStyle(
      'TableText',
      'Table Text',
      'Normal',
      el('w:spacing', { 'w:before': 30, 'w:after': 30, 'w:line': 252, 'w:lineRule': 'auto' }),
      sizes(18),
    ),
    paragraphStyle(
      'Header',
      'header',
      'Normal',
      el('w:pBdr', {}, el('w:bottom', { 'w:val': 'single', 'w:sz': 4, 'w:space': 4, 'w:color': RULE })) +
        el('w:spacing', { 'w:after': 0, 'w:line': 240, 'w:lineRule': 'auto' }),
      val('w:color', SOFT) + sizes(17),
    ),
    paragraphStyle(
      'Footer',
      'footer',
      'Normal',
      el('w:tabs', {}, el('w:tab', { 'w:val': 'right', 'w:pos': 9071 })) +
        el('w:spacing', { 'w:after': 0, 'w:line': 240, 'w:lineRule': 'auto' }),
      val('w:color', SOFT) + sizes(17),
    ),
    paragraphStyle(
      'FootnoteText',
      'footnote text',
      'Normal',
      el('w:spacing', { 'w:after': 0, 'w:line': 240, 'w:lineRule': 'auto' }),
      sizes(17),
    ),
    el(
      'w:style',
      { 'w:type': 'character', 'w:default': 1, 'w:styleId': 'DefaultParagraphFont' },
      val('w:name', 'Default Paragraph Font'),
      val('w:uiPriority', 1),
      el('w:semiHidden'),
    ),
    characterStyle('Hyperlink', 'Hyperlink', val('w:color', accent) + val('w:u', 'single')),
    characterStyle('FootnoteReference', 'footnote reference', val('w:vertAlign', 'superscript')),
    characterStyle(
      'CodeCharacter',
      'Code Character',
      fonts(theme.fonts.mono, theme) +
        sizes(19) +
        el('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': 'F3F5F6' }),
    ),
    characterStyle(
      'MissingNumber',
      'Missing Number',
      el('w:b') + val('w:color', ERROR) + el('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': ERROR_FILL }),
    ),
    tableStyle(accent),
  ];
  return part(el('w:styles', { 'xmlns:w': W }, defaults, ...styles));
}

/** `word/numbering.xml`: one definition for bullets and one for numbers; each list that counts starts anew. */
export function numberingPart(
  lists: readonly { readonly id: number; readonly ordered: boolean; readonly start: number }[],
): string {
  const levels = (format: (level: number) => readonly [string, string]) =>
    [0, 1, 2, 3, 4, 5].map((level) => {
      const [kind, text] = format(level);
      return el(
        'w:lvl',
        { 'w:ilvl': level },
        val('w:start', 1),
        val('w:numFmt', kind),
        val('w:lvlText', text),
        val('w:lvlJc', 'left'),
        el('w:pPr', {}, el('w:ind', { 'w:left': 420 * (level + 1), 'w:hanging': 360 })),
      );
    });
  const definition = (id: number, format: (level: number) => readonly [string, string]) =>
    el('w:abstractNum', { 'w:abstractNumId': id }, val('w:multiLevelType', 'hybridMultilevel'), ...levels(format));
  return part(
    el(
      'w:numbering',
      { 'xmlns:w': W },
      definition(BULLETS, (level) => ['bullet', '•–·'[level % 3] ?? '•']),
      definition(NUMBERS, (level) => [
        ['decimal', 'lowerLetter', 'lowerRoman'][level % 3] ?? 'decimal',
        `%${level + 1}.`,
      ]),
      ...lists.map(({ id, ordered, start }) =>
        el(
          'w:num',
          { 'w:numId': id },
          val('w:abstractNumId', ordered ? NUMBERS : BULLETS),
          ...(ordered
            ? [0, 1, 2, 3, 4, 5].map((level) => el('w:lvlOverride', { 'w:ilvl': level }, val('w:startOverride', start)))
            : []),
        ),
      ),
    ),
  );
}

function sizes(halfPoints: number): string {
  return val('w:sz', halfPoints) + val('w:szCs', halfPoints);
}

function shade(fill: string): string {
  return el('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': fill });
}

function box(edge: string): string {
  const side = (name: string) => el(`w:${name}`, { 'w:val': 'single', 'w:sz': 8, 'w:space': 4, 'w:color': edge });
  return el('w:pBdr', {}, side('top'), side('left'), side('bottom'), side('right'));
}

function paragraphStyle(
  id: string,
  name: string,
  basedOn: string,
  paragraph: string,
  run: string,
  next?: string,
): string {
  return el(
    'w:style',
    {
      'w:type': 'paragraph',
      'w:styleId': id,
      'w:customStyle': /^[A-Z]/.test(name) && !BUILT_IN.has(name) ? 1 : undefined,
    },
    val('w:name', name),
    val('w:basedOn', basedOn),
    next === undefined ? '' : val('w:next', next),
    el('w:qFormat'),
    paragraph === '' ? '' : el('w:pPr', {}, paragraph),
    run === '' ? '' : el('w:rPr', {}, run),
  );
}

/** Names with a capital that Word itself has. */
const BUILT_IN = new Set(['Normal', 'Body Text', 'Title', 'TOC Heading', 'Quote', 'List Paragraph']);

function characterStyle(id: string, name: string, run: string): string {
  return el(
    'w:style',
    { 'w:type': 'character', 'w:styleId': id, 'w:customStyle': /^(Code|Missing)/.test(name) ? 1 : undefined },
    val('w:name', name),
    val('w:basedOn', 'DefaultParagraphFont'),
    el('w:rPr', {}, run),
  );
}

/** Rules above, below the head, and below; none between columns. */
function tableStyle(accent: string): string {
  const rule = (name: string, size: number, ink: string) =>
    el(`w:${name}`, { 'w:val': 'single', 'w:sz': size, 'w:space': 0, 'w:color': ink });
  return el(
    'w:style',
    { 'w:type': 'table', 'w:customStyle': 1, 'w:styleId': 'ReportTable' },
    val('w:name', 'Report Table'),
    el(
      'w:tblPr',
      {},
      el('w:tblBorders', {}, rule('top', 12, accent), rule('bottom', 12, accent), rule('insideH', 2, 'DDE2E5')),
      el(
        'w:tblCellMar',
        {},
        el('w:left', { 'w:w': 85, 'w:type': 'dxa' }),
        el('w:right', { 'w:w': 85, 'w:type': 'dxa' }),
      ),
    ),
    el(
      'w:tblStylePr',
      { 'w:type': 'firstRow' },
      el('w:rPr', {}, el('w:b'), el('w:bCs')),
      el(
        'w:tcPr',
        {},
        el('w:tcBorders', {}, rule('bottom', 6, accent)),
        el('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': 'EEF3F4' }),
      ),
    ),
  );
}
