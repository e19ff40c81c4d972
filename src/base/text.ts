// Texts in two languages.

/** Chinese and English; charts, reports and the board choose one. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type Language = 'zh' | 'en';

/** One text for both languages where only one was given. */
export function bilingual(text: string | Bilingual): Bilingual {
  return typeof text === 'string' ? { zh: text, en: text } : text;
}

/** A title inside an English sentence: "High-tech enterprises" → "high-tech enterprises", "R&D / GDP" as it is. */
export function inSentence(title: string): string {
  return /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
