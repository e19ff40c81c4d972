// What the audit says: found, and what a careful analyst would do, in Chinese and English. Indicator and region are
// named by the finding itself, not here.

import type { Bilingual } from '../../base/index.ts';
import type { Figure } from '../figures.ts';
import type { Span } from '../print-precision.ts';
import type { SumRow } from '../reconcile/index.ts';
import { plain } from './finding.ts';

/** The two texts of a finding. */
export interface Said {
  readonly found: Bilingual;
  readonly advice: Bilingual;
}

const say = (zh: string, en: string): Bilingual => ({ zh, en });
const signed = (value: number, digits: number) => `${value > 0 ? '+' : ''}${plain(value, digits)}`;
const listed = (items: readonly string[], most = 6) =>
  `${items.slice(0, most).join('、')}${items.length > most ? '等' : ''}`;
const listedEn = (items: readonly string[], most = 6) =>
  `${items.slice(0, most).join(', ')}${items.length > most ? ', …' : ''}`;

export function statedAgainstImplied(
  kind: 'percent' | 'points',
  stated: Figure,
  base: Figure,
  end: Figure,
  implied: number,
  total: boolean,
): Said {
  const [zhUnit, enUnit] = kind === 'percent' ? ['%', '%'] : ['个百分点', 'points'];
  const [zhPer, enPer] = total ? ['共', 'in all'] : ['年均', 'a year'];
  return {
    found: say(
      `印${zhPer}${plain(stated.value)}${zhUnit}，由${base.value}（${base.year}）到${end.value}（${end.year}）隐含${zhPer}${plain(implied)}${zhUnit}`,
      `${plain(stated.value)} ${enUnit} ${enPer} stated, ${plain(implied)} implied by ${base.value} (${base.year}) to ${end.value} (${end.year})`,
    ),
    advice: say(
      '以首末两年数为准，用隐含增速；印出的增速只作对照，并向编制单位核实',
      'trust the two levels and use the implied growth; show the printed one beside it and ask the issuer',
    ),
  };
}

export function yearStep(
  kind: 'percent' | 'points',
  now: Figure,
  before: Figure,
  growth: Figure,
  computed: number,
  allowed: Span,
  nextHolds: boolean | undefined,
): Said {
  const step = kind === 'percent' ? `${before.value} × (1 + ${growth.value} %)` : `${before.value} + ${growth.value}`;
  const range = `${plain(allowed.low, 1)}–${plain(allowed.high, 1)}`;
  const led =
    kind === 'percent'
      ? `${plain((now.value / before.value - 1) * 100, 2)} %`
      : `${plain(now.value - before.value, 3)} pp`;
  const next =
    nextHolds === undefined
      ? say('', '')
      : nextHolds
        ? say(
            '；下一年由印出的数推得，可见错在增速',
            '; the next year follows from the printed level, so the growth is the likelier slip',
          )
        : say('；下一年也推不出', '; the next year does not follow from it either');
  return {
    found: say(
      `${step} = ${plain(computed, 1)}，印作${now.value}；四舍五入只容许${range}${next.zh}`,
      `${step} = ${plain(computed, 1)}, printed ${now.value}; rounding allows ${range}${next.en}`,
    ),
    advice: say(
      `用印出的水平数，增速按${led}；引用增速时注明与水平数不符`,
      `use the printed level and a growth of ${led}; where the printed growth is quoted, say that it does not fit`,
    ),
  };
}

export function impliedBase(
  now: Figure,
  growth: Figure,
  implied: { readonly value: number; readonly span: Span },
  published: Figure,
): Said {
  const range = `${plain(implied.span.low, 1)}–${plain(implied.span.high, 1)}`;
  return {
    found: say(
      `${now.year}年${now.value}与增速${growth.value}%倒推${published.year}年为${plain(implied.value, 1)}（四舍五入容许${range}），而公布数为${published.value}（${published.document.zh}）`,
      `${now.value} in ${now.year} and its growth of ${growth.value} % imply ${plain(implied.value, 1)} in ${published.year} (rounding allows ${range}); published is ${published.value} (${published.document.en})`,
    ),
    advice: say(
      '先查基数口径与时点（快报、定报、修订）；与目标比增速时用规划自身的基数，与现状比水平时用公布数',
      "find out which vintage or coverage the base has; use the plan's own base for growth, the published value for levels",
    ),
  };
}

export function textAgainstTable(a: Figure, b: Figure): Said {
  return {
    found: say(
      `同一规划两处不同：${a.printed}（${a.place ?? ''}）与${b.printed}（${b.place ?? ''}）`,
      `one plan, two figures: ${a.printed} (${a.place ?? ''}) and ${b.printed} (${b.place ?? ''})`,
    ),
    advice: say(
      '两数都保留；与同表其他数一起使用的取表内数，并注明出处',
      'keep both; take the figure of the table that the other numbers come from, and say so',
    ),
  };
}

export function textRounded(rounded: Figure, exact: Figure): Said {
  return {
    found: say(
      `${rounded.printed}（${rounded.place ?? ''}）是${exact.printed}（${exact.place ?? ''}）取整，但未注明“约”`,
      `${rounded.printed} (${rounded.place ?? ''}) is ${exact.printed} (${exact.place ?? ''}) to fewer digits, without saying “about”`,
    ),
    advice: say('以较精确的数为目标值；判定是否完成时两数都判', 'take the finer figure as the target; judge both'),
  };
}

export function planAgainstPlan(a: Figure, b: Figure): Said {
  const what = a.role === 'target' ? say('目标', 'targets') : say('数据', 'values');
  return {
    found: say(
      `两份文件对同一地区、同一年${what.zh}不同：${a.document.zh}${a.printed}，${b.document.zh}${b.printed}`,
      `two documents give different ${what.en} for the same region and year: ${a.document.en} ${a.printed}, ${b.document.en} ${b.printed}`,
    ),
    advice:
      a.role === 'target'
        ? say(
            '两个目标分别判定；说明考核以哪一份为准',
            'judge each target on its own; say by whose plan the region is held to account',
          )
        : say(
            '查两数的口径、时点与修订；水平用最新公布数，规划内的增速用规划自身的数',
            "compare coverage and vintage; use the latest published value for levels and the plan's own for its growth",
          ),
  };
}

export function scaleSlip(a: Figure, b: Figure, power: number): Said {
  return {
    found: say(
      `${a.printed}与${b.printed}相差10的${power}次方：疑为单位错`,
      `${a.printed} and ${b.printed} differ by a factor of 10^${power}: a slip of units`,
    ),
    advice: say('查原文单位，改正前不用', 'look up the unit in the source; use neither before that'),
  };
}

export function childrenSum(row: SumRow, years: readonly number[], decimals: number, count: number): Said {
  const difference = row.difference ?? 0;
  const sum = plain(row.sum ?? 0, decimals);
  const others = years.length > 1 ? say(`；${years.join('、')}年均不符`, `; so in ${years.join(', ')}`) : say('', '');
  const above = difference > 0;
  return {
    found: say(
      `${row.year}年${count}个下级之和${sum}，本级${row.parentPart.value}，差${signed(difference, decimals)}（四舍五入最多${plain(row.allowance, 2)}）${others.zh}`,
      `in ${row.year} the ${count} children add up to ${sum}, the parent has ${row.parentPart.value}: ${signed(difference, decimals)}, where rounding allows ${plain(row.allowance, 2)}${others.en}`,
    ),
    advice: above
      ? say(
          '下级之和大于本级：可能重复计算或各自核算；不要把下级份额当作本级构成，需要时用 reconcile 调平并列出变动',
          'more than the whole: double counting or separate accounting; do not read the children as shares of the parent, and use `reconcile` where sums are needed',
        )
      : say(
          '差额单列为“未分配”（省属单位等），不要摊给下级；需要时用 reconcile 调平并列出变动',
          'keep the difference as a line of its own (“unallocated”, such as units run by the parent); use `reconcile` where sums are needed',
        ),
  };
}

export function shareAboveLimit(figure: Figure, limit: number): Said {
  return {
    found: say(
      `${figure.printed}超出该指标的界限${limit}`,
      `${figure.printed} is beyond the indicator's limit of ${limit}`,
    ),
    advice: say('查原文与单位，改正前不用', 'look up the source and the unit; do not use it before that'),
  };
}

export function childAboveParent(child: Figure, parent: Figure): Said {
  return {
    found: say(
      `下级${child.printed}大于上级${parent.printed}（${parent.document.zh}）`,
      `${child.printed} is more than the ${parent.printed} of the region it belongs to (${parent.document.en})`,
    ),
    advice: say(
      '查两数的口径与单位，改正前不作份额',
      'compare coverage and unit of both; do not compute a share before that',
    ),
  };
}

export function partAboveWhole(part: Figure, whole: Figure, title: Bilingual): Said {
  return {
    found: say(
      `${part.printed}（${part.place ?? part.document.zh}）不应大于“${title.zh}”${whole.printed}（${whole.place ?? whole.document.zh}）`,
      `${part.printed} (${part.place ?? part.document.en}) cannot exceed “${title.en}”, ${whole.printed} (${whole.place ?? whole.document.en})`,
    ),
    advice: say(
      '两数按印出口径难以同时成立：用有目标、有年度数列的那一个，另一个只作注',
      'as defined in print both can hardly hold: use the one that has a target and a yearly series, and mention the other',
    ),
  };
}

export function ratioAndParts(ratio: Figure, top: Figure, bottom: Figure, computed: number, decimals: number): Said {
  const parts = (space: string) =>
    [top, bottom].map((part) => `${part.indicator} ${part.value}${space}${part.unit}`).join(', ');
  return {
    found: say(
      `公布为${ratio.value}${ratio.unit}，由公布的分子分母得${plain(computed, decimals)}（${parts('')}）`,
      `published as ${ratio.value} ${ratio.unit}, its published parts give ${plain(computed, decimals)} (${parts(' ')})`,
    ),
    advice: say(
      '分子、分母、比值往往出自不同时点：判定目标用公布的比值，分解时用分子分母并保留残差',
      'ratio and parts are often of different vintages: judge targets by the published ratio, decompose with the parts and keep the residual',
    ),
  };
}

export function impliedPart(ratio: Figure, known: Figure, implied: number, near: Figure, title: Bilingual): Said {
  return {
    found: say(
      `${ratio.printed}与${known.printed}合起来意味着${title.zh}为${plain(implied, 1)}${near.unit}，而${near.year}年公布数为${near.value}${near.unit}`,
      `${ratio.printed} and ${known.printed} together mean that “${title.en}” is ${plain(implied, 1)} ${near.unit}; ${near.value} ${near.unit} is published for ${near.year}`,
    ),
    advice: say(
      '两数口径多半不同（人头与全时当量、全社会与规上）：不要互相推算',
      'the two hardly have the same coverage (heads or full-time equivalents, all or above scale): do not derive one from the other',
    ),
  };
}

export function leadDiffers(lead: Figure, own: Figure, theirs: Figure, wider: Bilingual): Said {
  const computed = own.value - theirs.value;
  return {
    found: say(
      `印作高出${wider.zh}${lead.value}，而${own.value}（${own.document.zh}）减${theirs.value}（${theirs.document.zh}）为${plain(computed)}`,
      `printed as ${lead.value} above ${wider.en}; ${own.value} (${own.document.en}) minus ${theirs.value} (${theirs.document.en}) is ${plain(computed)}`,
    ),
    advice: say(
      '按公布数重算差距；印出的差距多半用了当时的初步数',
      'recompute the lead from published values; the printed one probably used a preliminary figure',
    ),
  };
}

export function flowAndStock(
  end: Figure,
  base: Figure,
  added: number,
  total: number,
  allowed: boolean,
  flowPlan: Bilingual,
  title: Bilingual,
): Said {
  return {
    found: say(
      `${base.year}年${base.value}加上${flowPlan.zh}要求的“${title.zh}”合计${plain(added)}为${plain(total)}，而${end.year}年目标为${end.printed}${allowed ? '（“以上”，不矛盾，但增量目标更高）' : ''}`,
      `${base.value} in ${base.year} plus ${plain(added)} that ${flowPlan.en} asks for (“${title.en}”) is ${plain(total)}; the target of ${end.year} is ${end.printed}${allowed ? ' (an “at least”, so no contradiction, but the flow asks for more)' : ''}`,
    ),
    advice: say(
      '存量与增量目标分别判定；注意增量是否扣除退出',
      'judge stock and flow on their own; ask whether exits are deducted from the flow',
    ),
  };
}

export function sameFigure(a: Figure, b: Figure, titleA: Bilingual, titleB: Bilingual, how: Bilingual): Said {
  return {
    found: say(
      `同一数${a.printed}在${a.place ?? ''}印作“${titleA.zh}”，在${b.place ?? ''}印作“${titleB.zh}”（${how.zh}）`,
      `the same ${a.printed} stands for “${titleA.en}” in ${a.place ?? ''} and for “${titleB.en}” in ${b.place ?? ''} (${how.en})`,
    ),
    advice: say(
      '两种口径只能有一种成立：查统计部门公布的口径，判定时写明用哪一种',
      'only one definition can be meant: look up which one is published, and say which one is judged',
    ),
  };
}

export function yearlyAndAccumulated(total: Figure, yearly: Figure, years: string, perYear: number): Said {
  return {
    found: say(
      `${total.printed}为${years}合计（年均${plain(perYear, 1)}），${yearly.printed}为${yearly.year}年当年数`,
      `${total.printed} is the sum of ${years} (${plain(perYear, 1)} a year), ${yearly.printed} is of ${yearly.year} alone`,
    ),
    advice: say(
      '不要把合计与当年数相比；要比就用年均',
      'never set a sum beside a yearly figure; compare yearly averages',
    ),
  };
}

export function printedScale(scaled: Figure, bare: Figure): Said {
  return {
    found: say(
      `${scaled.printed}（${scaled.document.zh}）与${bare.printed}（${bare.document.zh}）计数单位不同`,
      `${scaled.printed} (${scaled.document.en}) and ${bare.printed} (${bare.document.en}) are printed in units of different size`,
    ),
    advice: say('先换算到同一单位再比', 'convert to one unit before comparing'),
  };
}

export function definedDifferently(
  a: Figure,
  b: Figure,
  titleA: Bilingual,
  titleB: Bilingual,
  how: Bilingual,
  units: Bilingual | undefined,
): Said {
  return {
    found: say(
      `“${titleA.zh}”${a.printed}（${a.document.zh}，${a.year}）与“${titleB.zh}”${b.printed}（${b.document.zh}，${b.year}）：${how.zh}${units?.zh ?? ''}`,
      `“${titleA.en}” ${a.printed} (${a.document.en}, ${a.year}) and “${titleB.en}” ${b.printed} (${b.document.en}, ${b.year}): ${how.en}${units?.en ?? ''}`,
    ),
    advice: say(
      '作为两个指标分别跟踪，不求增速、不作差',
      'follow them as two indicators; no growth and no difference between them',
    ),
  };
}

export function breakInSeries(after: Figure, before: Figure): Said {
  return {
    found: say(
      `${before.value}（${before.year}）与${after.value}（${after.year}）之间口径有变`,
      `the definition changes between ${before.value} (${before.year}) and ${after.value} (${after.year})`,
    ),
    advice: say('不跨断点求增速；需要长序列时分段', 'no growth across the break; split the series'),
  };
}

export function yearNotPrinted(items: readonly { readonly title: Bilingual; readonly figure: Figure }[]): Said {
  return {
    found: say(
      `${items.length}个数未印年份：${listed(
        items.map(({ title, figure }) => `${title.zh}${figure.printed}`),
        4,
      )}`,
      `${items.length} figures without a year: ${listedEn(
        items.map(({ title, figure }) => `${title.en} ${figure.printed}`),
        4,
      )}`,
    ),
    advice: say(
      '只作参考，不作增长的基数；引用时写明年份系推定',
      'for orientation only, not as a base of growth; say that the year is inferred',
    ),
  };
}

/** Four ways in which a base is not printed. */
export const baseNotPrinted = {
  table(year: number, regions: readonly { readonly name: Bilingual; readonly base: string }[], unit: string): Said {
    return {
      found: say(
        `${year}年基数未印，也无公布数（${regions.length}个地区）；由首年数与增速倒推：${listed(
          regions.map(({ name, base }) => `${name.zh}${base}`),
          4,
        )}${unit}`,
        `the base of ${year} is neither printed nor published for ${regions.length} regions; first year and growth imply ${listedEn(
          regions.map(({ name, base }) => `${name.en} ${base}`),
          4,
        )} ${unit}`,
      ),
      advice: say(
        '倒推的基数只用于同表增速，注明“推算”；取得统计年鉴后替换',
        'use the implied base for growth within the table only, marked as derived; replace it by the yearbook',
      ),
    };
  },
  growth(items: readonly { readonly title: Bilingual; readonly figure: Figure; readonly first: number }[]): Said {
    return {
      found: say(
        `${items.length}个增速的基数既未印出也无公布数：${listed(
          items.map(({ title, figure, first }) => `${title.zh}${figure.printed}（自${first}年）`),
          4,
        )}`,
        `${items.length} growth ${items.length === 1 ? 'figure' : 'figures'} without a printed or published base: ${listedEn(
          items.map(({ title, figure, first }) => `${title.en} ${figure.printed} (from ${first})`),
          4,
        )}`,
      ),
      advice: say(
        '只能看增速，不能换算成水平；补到基数前目标记为不可评估',
        'growth can be followed, levels cannot; the target stays not assessable until the base is found',
      ),
    };
  },
  stock(end: Figure, year: number, added: number, title: Bilingual): Said {
    const base = end.value - added;
    return {
      found: say(
        `${end.year}年目标${end.printed}，期间“${title.zh}”合计${plain(added)}，意味着${year}年为${plain(base)}，但该基数未印也无公布数`,
        `the target of ${end.year} is ${end.printed}, and “${title.en}” adds ${plain(added)} until then: that means ${plain(base)} in ${year}, which is neither printed nor published`,
      ),
      advice: say(
        '推算基数只作核对；取得公布数后再判存量与增量是否相符',
        'use the derived base as a check only; compare stock and flow once a published value is at hand',
      ),
    };
  },
  relative(
    kind: 'multiple' | 'improve',
    year: number,
    items: readonly { readonly title: Bilingual; readonly base: Figure | undefined }[],
  ): Said {
    const known = items.filter(({ base }) => base !== undefined);
    const lacking = items.filter(({ base }) => base === undefined);
    const what = kind === 'multiple' ? say('倍增', 'multiples of a base') : say('提升', 'improvements on a base');
    return {
      found: say(
        `${items.length}个“${what.zh}”目标未印基年（暂取${year}年）：有数的${known.length}个（${listed(
          known.map(({ title, base }) => `${title.zh}${base?.printed}`),
          3,
        )}），无数的${lacking.length}个（${listed(
          lacking.map(({ title }) => title.zh),
          4,
        )}）`,
        `${items.length} ${what.en} whose year is not printed (${year} assumed): ${known.length} with a value (${listedEn(
          known.map(({ title, base }) => `${title.en} ${base?.printed}`),
          3,
        )}), ${lacking.length} without (${listedEn(
          lacking.map(({ title }) => title.en),
          4,
        )})`,
      ),
      advice: say(
        '写明基年系假定，并试算前后一年；无基数的只按指数跟踪',
        'say that the base year is assumed and try the years beside it; follow those without a value on an index',
      ),
    };
  },
};
