// The look of reports where a notebook says nothing else.

import type { ReportTheme } from './document.ts';

/** Dark teal on white; fonts that Windows, WPS and Linux have. */
export const DEFAULT_THEME: ReportTheme = {
  accent: '#00585c',
  text: '#1d2226',
  fonts: { heading: 'Arial', body: 'Arial', eastAsia: 'Microsoft YaHei', mono: 'Consolas' },
  header: '',
  footer: '',
};
