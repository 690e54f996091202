/** What is said to what lies open: taught by sentences of many hands, heard by what is open. */
import { describe, expect, test } from 'vitest'
import { actLessonsIn, actSentencesIn } from '../../bench/train/acts.ts'
import { SHOWN, taughtBy } from '../../bench/train/lessons.ts'
import { ACTS, type ActName } from '../../src/message/act.ts'
import type { Day } from '../../src/office/day.ts'
import type { IndicatorId } from '../../src/office/plan.ts'
import { lazyActClassifier } from '../../src/open/index.ts'
import * as invented from '../invented.ts'
import { saidIn } from '../said.ts'
import { written } from '../written.ts'

const sentences = actSentencesIn(written)
const { whole, files } = invented
const { read, guess } = saidIn(invented)
const hear = lazyActClassifier(files, guess)
const ownOf = (name: string) =>
  ({ today: '2017-07-03', own: whole.regions.find(name)?.key }) as Parameters<typeof read>[1]
const likeliest = (text: string, command: string, isPreview: boolean): ActName | undefined =>
  hear(read(text, ownOf('澄州市')), { command, isPreview, isPast: false })[0]?.intent

const draft = { indicators: ['idle-mills' as IndicatorId], values: ['8'], days: ['2017-06-30' as Day] }
const toFigure = (text: string, lacks: readonly string[] = []): ActName | undefined => {
  const of = { command: '上报', isPreview: true, isPast: false, holds: { ...draft, lacks } }
  return hear(read(text, ownOf('柳泉县')), of)[0]?.intent
}

describe('the sentences', () => {
  test('teach every act, those that are said to figures by many hands', () => {
    const hands = new Map(ACTS.map((act) => [act, new Set<string>()]))
    for (const { intent, hand } of sentences) hands.get(intent)?.add(hand)
    expect([...hands].filter(([, by]) => by.size < 2)).toEqual([])
    const acts = new Set(sentences.flatMap(({ figures, intent }) => (figures ? [intent] : [])))
    expect([...acts].filter((act) => (hands.get(act)?.size ?? 0) < 3)).toEqual([])
  })

  test('say one thing each to the same thing', () => {
    const meant = new Map<string, Set<ActName>>()
    for (const { text, intent, hand: _, ...open } of sentences) {
      const to = JSON.stringify([text, open])
      meant.set(to, (meant.get(to) ?? new Set()).add(intent))
    }
    expect([...meant].flatMap(([text, all]) => (all.size > 1 ? [`${text}: ${[...all]}`] : []))).toEqual([])
  })

  test('are those that the weights were taught by, read by the same words and the same code: npm run train', () => {
    const shown = actLessonsIn(written, SHOWN)
    expect(shown.length).toBeGreaterThan(25)
    expect(written.get('acts/taught.txt')).toBe(taughtBy(written, sentences, shown, ACTS))
  })
})

describe('a guess', () => {
  test.each<[string, string, boolean, ActName]>([
    ['名单没错，发出去', '催报', true, 'agree'],
    ['先紧砚州几个催', '催报', true, 'only'],
    ['盐汀那边停电，不用发', '催报', true, 'without'],
    ['换成后天一早发', '催报', true, 'set'],
    ['等书记散会再说', '催报', true, 'hold'],
    ['林小这条吹牛，退回去', '审核', false, 'return'],
    ['苗棚的先搁一搁', '审核', false, 'without'],
    ['哪些县到现在一个数没给', '催报', true, 'else'],
  ])('takes %s, said to %s, for what it is', (text, command, isPreview, act) => {
    expect(likeliest(text, command, isPreview)).toBe(act)
  })

  test.each<[string, ActName]>([
    ['数字再三核实过，是对的', 'agree'],
    ['书记还没签，先压着别往上送', 'hold'],
    ['这里面有四家是去年关的，得剔出去', 'less'],
    ['昨晚又审结三家，添进去', 'more'],
    ['你替我记成几家来着', 'ask'],
    ['别催，我去档案室找找', 'wait'],
    ['忙得脚不沾地', 'remark'],
    ['竹坞这个月报了几家', 'else'],
  ])('takes %s, said to a figure, for %s', (text, act) => {
    expect(toFigure(text)).toBe(act)
  })

  test('is told by what waits: the same words are an answer where they were asked for', () => {
    const words = '有两家苗棚还没腾空'
    expect(toFigure(words, ['reason'])).toBe('reason')
    expect(toFigure(words)).not.toBe('reason')
  })
})
