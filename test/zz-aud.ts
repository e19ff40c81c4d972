import { realWorld } from './worlds/real.ts';
import { auditModel } from '../src/analysis/audit/index.ts';
const w = await realWorld(); const t=performance.now(); const f=auditModel(w.model); console.log(f.length, performance.now()-t);
for (const s of ['error','disagreement','trap','gap']) console.log(s, f.filter(x=>x.severity===s).length);
for (const x of f) { console.log(`\n[${x.severity}] ${x.check} ${x.indicator} ${x.region} ${x.years.join(',')} size ${JSON.stringify(x.size)}`); console.log('  ', x.found.en); console.log('  ', x.found.zh); for (const g of x.figures.slice(0,3)) console.log('     -', g.printed, '|', g.document.zh, '|', g.place); }
