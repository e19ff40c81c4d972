// tujing audit: what is inconsistent inside and between the plans, computed.

import type { Command } from 'commander';
import type { AuditCheck, AuditSeverity } from '../../analysis/index.ts';
import { type CommonOptions, indicatorsOption, openSession, regionsOption } from '../session.ts';
import { STATUS, UsageError } from '../status.ts';
import { chartEnding, languageOption, writeChart } from '../write-chart.ts';

interface Options extends CommonOptions {
  readonly plan?: string;
  readonly region?: string;
  readonly regions?: string;
  readonly indicators?: string;
  readonly severity?: string;
  readonly check?: string;
  readonly lang?: string;
  readonly brief?: boolean;
  readonly chart?: string;
  readonly failOn?: string;
}

export function defineAudit(command: Command): void {
  command
    .option('--plan <ids>', 'only findings with a figure of these plans, separated by commas')
    .option('--region, --regions <selector>', 'only findings on these regions')
    .option('--indicators <ids>', 'only findings on these indicators')
    .option('--severity <list>', 'only these: error, disagreement, trap, gap')
    .option('--check <list>', 'only these checks, such as year-step,children-sum')
    .option('--brief', 'one line a finding')
    .option('--lang <language>', 'language of findings and advice: en or zh', 'en')
    .option('--chart <file>', 'draw the findings: .svg, .png or .vl.json')
    .option('--fail-on <severity>', 'end with status 1 when a finding is this severe or worse')
    .option('--model <package>', 'model package: an id or a folder')
    .option('--json', 'print an array of findings, in both languages, with the places of all figures')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  tujing audit --severity error\n' +
        '  tujing audit --plan jiaxing-13fyp --brief\n' +
        '  tujing audit --check children-sum,year-step --lang zh\n' +
        '  tujing audit --json --fail-on error\n\n' +
        'Severities: error (figures of one document that cannot all hold), disagreement (figures that should be equal and\n' +
        'are not), trap (right, but misleading when compared), gap (something needed is not printed).\n' +
        'Rounding: a printed figure may be off by half a unit of its last printed digit, and what is computed from several\n' +
        'by what that adds up to; only what lies beyond is a finding.',
    )
    .action(async (options: Options) => {
      const session = await openSession(options);
      const { model } = session;
      const { AUDIT_CHECKS, AUDIT_SEVERITIES, auditModel } = await import('../../analysis/index.ts');
      const plans = setOf<string>(
        'plan',
        options.plan,
        model.plans.map((plan) => plan.id),
      );
      const severities = setOf<AuditSeverity>('severity', options.severity, AUDIT_SEVERITIES);
      const checks = setOf<AuditCheck>('check', options.check, AUDIT_CHECKS);
      const [worst] = setOf<AuditSeverity>('severity', options.failOn, AUDIT_SEVERITIES) ?? [];
      const language = languageOption(options.lang);
      if (options.chart !== undefined) chartEnding(options.chart);
      const regions = await regionsOption(model, options.regions ?? options.region);
      const indicators = await indicatorsOption(model, options.indicators);
      const findings = auditModel(model, {
        ...(plans ? { plans } : {}),
        ...(regions ? { regions } : {}),
        ...(indicators ? { indicators } : {}),
        ...(severities ? { severities } : {}),
        ...(checks ? { checks } : {}),
      });
      const { auditJson, auditText } = await import('../print-audit.ts');
      process.stdout.write(
        options.json
          ? auditJson(findings, session.loaded.sources)
          : auditText(model, findings, language, options.brief ?? false),
      );
      if (options.chart !== undefined) {
        const [{ chartContext, chartKind }, { run }] = await Promise.all([
          import('../../charts/index.ts'),
          import('../../pipeline.ts'),
        ]);
        const context = chartContext(run(session.program, session.loaded.scenarios, ['baseline']), language);
        await writeChart(chartKind('audit')?.draw(context, { findings }), options.chart, session);
      }
      if (
        worst !== undefined &&
        findings.some((one) => AUDIT_SEVERITIES.indexOf(one.severity) <= AUDIT_SEVERITIES.indexOf(worst))
      )
        process.exitCode = STATUS.no;
    });
}

/** A list given with commas, every item of which must be known. */
function setOf<T extends string>(
  what: string,
  list: string | undefined,
  known: readonly T[],
): ReadonlySet<T> | undefined {
  if (list === undefined) return undefined;
  return new Set(
    list.split(',').map((text) => {
      const found = known.find((item) => item === text.trim());
      if (found === undefined) throw new UsageError(`unknown ${what} "${text.trim()}"`, `one of ${known.join(', ')}`);
      return found;
    }),
  );
}
