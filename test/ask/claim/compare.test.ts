/** A claim and a statement, field by field. */
import { describe, expect, test } from 'vitest'
import { claimedIn } from '../../../src/ask/claim/claimed.ts'
import { decide } from '../../../src/ask/claim/decide.ts'
import { statedIn } from '../../../src/ask/claim/stated.ts'
import { yearsIn } from '../../../src/ask/question/constraints.ts'
import { flat } from '../../../src/ask/words/normalise.ts'
import { readDocument } from '../../../src/documents/index.ts'

const paper = readDocument(
  [
    '某省工业工作要点',
    '一、目标',
    '2024年力争新增小微企业园区120家以上，其中省级园区30家。2024年处置僵尸企业300家。',
    '2024年万元工业增加值用水量同比下降5%，企业培训每年3万人次以上。',
    '二、办法',
    '（一）下列企业不得申请：',
    '1.已列入关停名单的企业；',
    '（二）办电时间不超过2个环节、10个工作日。6月底前上报方案。',
  ].join('\n'),
  { id: 'paper' },
)
const outcome = (claim: string) => {
  const [claimed] = claimedIn(claim, { years: yearsIn(flat(claim), 2024) })
  const { comparison } = claimed ? decide(claimed, statedIn(paper)) : { comparison: undefined }
  if (comparison?.is === 'agrees') return 'agrees'
  return comparison && `${comparison.is} ${comparison.field}`
}

describe('agrees', () => {
  test.each([
    '2024年处置僵尸企业300家对吧',
    '力争新增小微企业园区120家以上，是吗',
    '僵尸企业今年全省要处置300家，没错吧',
    '万元工业增加值用水量下降5%对吧',
    '企业培训每年3万人次以上吧',
    '办电时间不超过10个工作日对吗',
    '方案6月30日前上报对吧',
  ])('%s', (claim) => {
    expect(outcome(claim)).toBe('agrees')
  })
})

describe('differs, with the subject the same', () => {
  test.each([
    ['处置僵尸企业260家对吧', 'number'],
    ['处置僵尸企业300亩对吧', 'unit'],
    ['处置僵尸企业300家以上对吧', 'bound'],
    ['新增小微企业园区120家以内对吧', 'bound'],
    ['确保新增小微企业园区120家以上对吧', 'modality'],
    ['新增小微企业园区120家以上是硬指标吧', 'modality'],
    ['力争处置僵尸企业300家对吧', 'modality'],
    ['万元工业增加值用水量增长5%对吧', 'direction'],
    ['2025年处置僵尸企业300家对吧', 'period'],
    ['全市处置僵尸企业300家对吧', 'level'],
  ])('%s: %s', (claim, field) => {
    expect(outcome(claim)).toBe(`differs ${field}`)
  })
})

describe('cannot be told, so neither yes nor no', () => {
  test.each([
    ['新增小微企业园区120家对吧', 'bound', 'the paper says at least'],
    ['万元工业增加值用水量下降到5%对吧', 'direction', 'to is not by'],
    ['企业培训3万人次以上吧', 'basis', 'each year'],
    ['处置重组僵尸企业300家对吧', 'words', 'a word that the paper lacks'],
    ['处置300家对吧', 'subject', 'half a subject'],
    ['全部处置僵尸企业300家对吧', 'words', 'all of them'],
    ['已列入关停名单的企业可以申请吗', 'polarity', 'the line that opens the list forbids'],
    ['新增园区30家对吧', 'subject', 'a part is no total'],
  ])('%s: %s, %s', (claim, field) => {
    expect(outcome(claim)).toBe(`unsure ${field}`)
  })
})

test('a figure that no text names is no claim: a quantity in a title or a document’s number', () => {
  expect(claimedIn('依据是浙转升〔2017〕1号吗')[0]?.figure).toBeUndefined()
  expect(claimedIn('《三年行动计划（2017—2019年）》写了吗')[0]?.figure).toBeUndefined()
})
