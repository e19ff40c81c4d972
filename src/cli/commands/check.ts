// tujing check: every file validated, every issue listed, every plan counted.

import type { Command } from 'commander';
import { type CommonOptions, loadWorkspace, note, tellIssues } from '../session.ts';
import { STATUS } from '../status.ts';
import { formatTable } from '../terminal.ts';

export function defineCheck(command: Command): void {
  command
    .option('--model <package>', 'model package: an id or a folder')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  tujing check\n  tujing check --json\n\nExit status: 0 no errors, 1 errors found',
    )
    .action(async (options: CommonOptions) => {
      const { workspace, loaded } = await loadWorkspace(options);
      const { checkConsistency } = await import('../../analysis/index.ts');
      const { run } = await import('../../pipeline.ts');
      const issues = [...loaded.issues];
      const ran =
        loaded.model && loaded.program && !issues.some((issue) => issue.severity === 'error')
          ? run(loaded.program, loaded.scenarios)
          : undefined;
      if (ran) {
        const { checkUncertainty } = await import('../../uncertainty/index.ts');
        issues.push(...ran.issues, ...checkUncertainty(ran), ...checkConsistency(ran.model));
      }
      const notebooks = ran ? await notebookIssues(options) : undefined;
      issues.push(...(notebooks?.issues ?? []));
      const sources = [...loaded.sources, ...(notebooks?.sources ?? [])];
      const errors = issues.filter((issue) => issue.severity === 'error').length;
      if (errors > 0) process.exitCode = STATUS.no;
      const plans = (loaded.model?.plans ?? []).map((plan) => ({ plan: plan.id, ...plan.statements }));
      if (options.json) {
        const { describeIssue, sortIssues } = await import('../../text/index.ts');
        const described = sortIssues(issues).map((issue) =>
          describeIssue(issue, (file) => sources.find((source) => source.file === file)),
        );
        process.stdout.write(`${JSON.stringify({ ok: errors === 0, plans, issues: described }, null, 2)}\n`);
        return;
      }
      await tellIssues(issues, sources, false);
      if (workspace.examples) note('no "scenarios" folder here: checked the example scenarios that come with tujing');
      if (!loaded.model) return;
      const { model } = loaded;
      const columns = [
        { title: 'plan' },
        ...['observations', 'targets', 'growth', 'table cells', 'statements'].map((title) => ({
          title,
          align: 'right' as const,
        })),
      ];
      const rows = plans.map((plan) => [
        plan.plan,
        ...[
          plan.observations,
          plan.targets,
          plan.growth,
          plan.cells,
          plan.observations + plan.targets + plan.growth + plan.cells,
        ].map(String),
      ]);
      process.stdout.write(`${formatTable(columns, rows)}\n\n`);
      const published = model.observations.filter((one) => one.source.plan === undefined).length;
      const unassessable =
        ran?.targets.filter((row) => row.scenario === 'baseline' && row.status === 'not_assessable').length ?? 0;
      const total = ran?.targets.filter((row) => row.scenario === 'baseline').length ?? 0;
      process.stdout.write(
        `${model.regions.length} regions, ${model.indicators.length} indicators, ${published} published observations, ${loaded.scenarios.length} scenarios\n` +
          `${total} target rows under the baseline, ${unassessable} of them not assessable (no value, or no base)\n` +
          `${errors === 0 ? 'no errors' : `${errors} errors`}, ${issues.filter((issue) => issue.severity === 'warning').length} warnings, ${issues.filter((issue) => issue.severity === 'note').length} notes\n`,
      );
    });
}

/** Issues of the notebooks of the workspace, where it has some. */
async function notebookIssues(options: CommonOptions) {
  const [{ readNotebooks }, { checkNotebooks }] = await Promise.all([
    import('../../io/notebook-files.ts'),
    import('../build-notebooks.ts'),
  ]);
  const { files, examples } = await readNotebooks(process.cwd());
  return files.size === 0 || examples ? undefined : checkNotebooks(options);
}
