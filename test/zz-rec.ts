import { realWorld } from './worlds/real.ts';
import { planSums, publishedSums, scenarioSums, scenarioRatios, reconcileScenario, shareOut } from '../src/analysis/reconcile/index.ts';
const w = await realWorld(); const m = w.model;
for (const r of [...planSums(m), ...publishedSums(m)]) console.log(r.source.name, r.indicator, r.parent, r.year, r.status, r.sum, r.parentPart.value, r.difference?.toFixed(2), 'allow', r.allowance.toFixed(2), r.missing.length);
const run = w.run(['baseline','replay-province-path']);
for (const r of scenarioSums(m, run.reader, 'baseline',{years:{first:2024,last:2027}})) if (r.status!=='incomplete') console.log(r.indicator, r.parent, r.year, r.status, r.sum, r.parentPart.value, r.percent);
for (const r of scenarioRatios(m, run.reader, 'replay-province-path',[2020])) console.log(r.indicator,r.parent,r.weighted,r.parentValue,r.missing.length,r.denominatorPercent);
for (const method of ['bottom-up','top-down','proportional','structural'] as const) { const r=reconcileScenario(m, run.reader,{scenario:'baseline',indicator:'gdp',root:'zhejiang',years:{first:2013,last:2027},method}); console.log(method, r.issues.map(i=>i.message), r.moved.filter(c=>c.year===2027).map(c=>`${c.region} ${c.before.toFixed(0)}->${c.after.toFixed(0)}`).join(' ')); }
for (const by of ['share','growth','distance'] as const) console.log(by, JSON.stringify(shareOut(m, run.reader,{scenario:'replay-province-path',indicator:'rd_expenditure',parent:'zhejiang',year:2020,target:2000,by}),null,0).slice(0,1500));
for (const by of ['share','growth','distance','points'] as const) {const s=shareOut(m, run.reader,{scenario:'replay-province-path',indicator:'rd_intensity',parent:'zhejiang',year:2020,target:2.8,by}); console.log(by, s.total, s.expected, s.baseYear, s.issues.map(i=>i.message), s.allotments.map(a=>`${a.region} ${a.base.value.toFixed(2)} ${a.allotted.toFixed(2)} ${a.reach}`).join('; '));}
