// The head of a notebook: what it is called, which scenarios it speaks of, and from which point in time.

import { z } from 'zod';
import { type Bilingual, bilingual, type Issue, type Issues, type Language } from '../base/index.ts';
import { decodeText, readYaml, type SourceText, validate, type YamlDocument } from '../text/index.ts';
import type { ReportTheme } from './document.ts';
import { notebookError } from './messages.ts';
import type { Parameters } from './parameters.ts';
import { DEFAULT_THEME } from './theme.ts';
import { type Part, readYamlPart } from './yaml-part.ts';

const Text = z.union([z.string().min(1), z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })]);
const Colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/)
  .meta({ description: 'A colour like #00585c' });
const Font = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^<>{};"'\\]+$/)
  .meta({ description: 'Names of fonts, with commas' });

export const ThemeSpec = z.strictObject({
  accent: Colour.optional(),
  text: Colour.optional(),
  fonts: z
    .strictObject({ heading: Font.optional(), body: Font.optional(), eastAsia: Font.optional(), mono: Font.optional() })
    .optional(),
  header: z.string().optional().meta({ description: 'Printed at the head of each page' }),
  footer: z.string().optional().meta({ description: 'Printed at the foot of each page' }),
});

export const FrontMatterSpec = z.strictObject({
  title: Text.meta({ description: 'Title, or {zh: …, en: …}; $region is printed by its name' }),
  lang: z.enum(['zh', 'en']).optional().meta({ description: 'Language that is built where none is asked for: zh' }),
  scenarios: z.array(z.string().min(1)).min(1).optional().meta({
    description: 'Scenarios that cells show where they name none; default: baseline and those of the notebook',
  }),
  regions: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .optional()
    .meta({ description: 'Only these regions in boards and tables: counties:jiaxing, a list' }),
  as_of: z.int().optional().meta({ description: 'Everything with what was published by the end of this year' }),
  draws: z.int().min(1).max(1_000_000).optional().meta({ description: 'Number of draws of uncertain inputs' }),
  seed: z.int().min(0).optional().meta({ description: 'Seed of the draws' }),
  parameters: z
    .record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.union([z.string(), z.number()]))
    .optional()
    .meta({ description: 'Values for $name in cells and numbers; --set name=value replaces them' }),
  theme: z
    .union([z.string().min(1), ThemeSpec])
    .optional()
    .meta({ description: 'Colours and fonts, or a file that holds them' }),
});
export type FrontMatterSpec = z.infer<typeof FrontMatterSpec>;

/** The head as resolved: every field there. */
export interface FrontMatter {
  readonly title: Bilingual;
  readonly language: Language;
  /** Undefined: the baseline and the scenarios of the notebook itself. */
  readonly scenarios?: readonly string[];
  readonly regions?: string | readonly string[];
  readonly asOf?: number;
  readonly draws?: number;
  readonly seed: number;
  readonly parameters: Parameters;
  readonly theme: ReportTheme;
  /** A file with the theme, to be read by whoever may. */
  readonly themeFile?: string;
  readonly document: YamlDocument;
}

/** Reads the part between the two `---`; without a valid one there is no notebook. */
export function readFrontMatter(part: Part | undefined, file: string, issues: Issues): FrontMatter | undefined {
  if (!part) {
    issues.add(
      notebookError(
        'notebook-title',
        'the notebook has no head',
        { file, start: 0, end: 0 },
        'begin with three lines: ---, title: {zh: …, en: …}, ---',
      ),
    );
    return undefined;
  }
  const read = readYamlPart(part);
  issues.addAll(read.issues);
  if (!read.document) return undefined;
  const valid = validate(FrontMatterSpec, read.document);
  issues.addAll(valid.issues);
  const spec = valid.value;
  if (spec === undefined) return undefined;
  return {
    title: bilingual(spec.title),
    language: spec.lang ?? 'zh',
    ...(spec.scenarios === undefined ? {} : { scenarios: spec.scenarios }),
    ...(spec.regions === undefined ? {} : { regions: spec.regions }),
    ...(spec.as_of === undefined ? {} : { asOf: spec.as_of }),
    ...(spec.draws === undefined ? {} : { draws: spec.draws }),
    seed: spec.seed ?? 1,
    parameters: new Map(Object.entries(spec.parameters ?? {})),
    theme: themeOf(typeof spec.theme === 'object' ? spec.theme : {}),
    ...(typeof spec.theme === 'string' ? { themeFile: spec.theme } : {}),
    document: read.document,
  };
}

/** A theme in a file of its own. */
export function readTheme(
  file: string,
  bytes: Uint8Array,
): { readonly theme?: ReportTheme; readonly issues: readonly Issue[]; readonly source: SourceText } {
  const decoded = decodeText(file, bytes, 'utf-8');
  const read = decoded.source ? readYaml(decoded.source) : { issues: [] };
  const valid = 'document' in read && read.document ? validate(ThemeSpec, read.document) : { issues: [] };
  return {
    ...('value' in valid && valid.value ? { theme: themeOf(valid.value) } : {}),
    issues: [...decoded.issues, ...read.issues, ...valid.issues],
    source: decoded.shown,
  };
}

/** A theme with the defaults filled in. */
export function themeOf(spec: z.infer<typeof ThemeSpec>): ReportTheme {
  return {
    accent: spec.accent ?? DEFAULT_THEME.accent,
    text: spec.text ?? DEFAULT_THEME.text,
    fonts: {
      heading: spec.fonts?.heading ?? DEFAULT_THEME.fonts.heading,
      body: spec.fonts?.body ?? DEFAULT_THEME.fonts.body,
      eastAsia: spec.fonts?.eastAsia ?? DEFAULT_THEME.fonts.eastAsia,
      mono: spec.fonts?.mono ?? DEFAULT_THEME.fonts.mono,
    },
    header: spec.header ?? DEFAULT_THEME.header,
    footer: spec.footer ?? DEFAULT_THEME.footer,
  };
}
