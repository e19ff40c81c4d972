import { writeFileSync } from 'node:fs';
import { realWorld } from './worlds/real.ts';
import { chartContext, chartKind } from '../src/charts/index.ts';
import { createRenderer, renderPng } from '../src/io/render.ts';
const w = await realWorld(); const run = w.run(['baseline']);
const r = createRenderer();
for (const [k,l,q] of [['sums','en',{region:'zhejiang'}],['audit','zh',{}],['sums','zh',{region:'jiaxing'}]] as const) { const ch=chartKind(k)!.draw(chartContext(run,l),q); if(!ch) {console.log('none',k); continue;} writeFileSync(`/tmp/audit/x-${k}-${l}.png`, renderPng((await r.renderSvg(ch.spec)).svg)); console.log(ch.id); }
