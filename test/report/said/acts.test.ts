/** What is said to figures that wait: taught by sentences of many hands, its slots read out of the words. */
import { describe, expect, test } from 'vitest'
import { actSentencesIn } from '../../../bench/train/acts.ts'
import { digestOf } from '../../../bench/train/lessons.ts'
import {
  ACTS,
  type Act,
  type ActName,
  actCodec,
  actOf,
  lazyActs,
  type Spoken,
  spoken,
} from '../../../src/report/index.ts'
import { files, whole } from '../../office.ts'
import { guess, read } from '../../said.ts'
import { written } from '../../written.ts'

const county = whole.regions.find('长兴县')
if (!county) throw new Error('no such county')
const speaking = { today: '2017-07-03', own: county.key } as Parameters<typeof read>[1]
const sentences = actSentencesIn(written)
const acts = lazyActs(files)
const [draft] = [
  {
    indicators: ['zombie-firms'],
    values: ['8'],
    days: ['2017-06-30'],
    units: ['家'],
    modes: ['cumulative'],
    lacks: [] as string[],
    isPast: false,
  } as unknown as Parameters<typeof acts>[1],
]
const likeliest = (text: string, lacks: readonly string[] = []): ActName | undefined => {
  const said = read(text, speaking)
  return acts(said, { ...draft, lacks }, guess(said))[0]?.intent
}

describe('the sentences', () => {
  test('teach every act by many hands', () => {
    const hands = new Map(ACTS.map((act) => [act, new Set<string>()]))
    for (const { intent, hand } of sentences) hands.get(intent)?.add(hand)
    expect([...hands].filter(([, by]) => by.size < 3)).toEqual([])
  })

  test('say one thing each to the same thing that waits', () => {
    const meant = new Map<string, Set<ActName>>()
    for (const { text, intent, waits, lacks, past } of sentences) {
      const to = JSON.stringify([text, waits, lacks, past])
      meant.set(to, (meant.get(to) ?? new Set()).add(intent))
    }
    expect([...meant].flatMap(([text, all]) => (all.size > 1 ? [`${text}: ${[...all]}`] : []))).toEqual([])
  })

  test('are those that the weights were taught by: npm run train', () => {
    expect(files.get('acts/taught.txt')?.trim()).toBe(digestOf(sentences))
  })
})

describe('a guess', () => {
  test.each<[string, ActName]>([
    ['数字再三核实过，是对的', 'agree'],
    ['书记还没签，先压着别往上送', 'hold'],
    ['这里面有四家是去年关的，得剔出去', 'less'],
    ['昨晚又审结三家，添进去', 'more'],
    ['你替我记成几家来着', 'ask'],
    ['别催，我去档案室找找', 'wait'],
    ['忙得脚不沾地', 'remark'],
    ['安吉这个月报了几家', 'else'],
  ])('takes %s for %s', (text, act) => {
    expect(likeliest(text)).toBe(act)
  })

  test('is told by what waits: the same words are an answer where they were asked for', () => {
    const words = '有两家厂房还没腾空'
    expect(likeliest(words, ['reason'])).toBe('reason')
    expect(likeliest(words)).not.toBe('reason')
  })
})

describe('the slots of an act', () => {
  const heard = (act: ActName, words: string) => actCodec((said) => read(said, speaking)).safeParse({ act, words })

  test.each<[ActName, string, Partial<Act> | object]>([
    ['set', '改成11家', { act: 'set', is: { to: { number: '11', unit: '家' } } }],
    ['set', '平方咯', { act: 'set', is: { unit: '平方' } }],
    ['less', '里面有三家重复了', { act: 'less', is: { off: 'over', to: { number: '3', unit: '家' } } }],
    ['more', '再加2家', { act: 'more', is: { off: 'under', to: { number: '2', unit: '家' } } }],
    ['without', '高企另外说', { act: 'without', pick: { by: 'name', ids: ['hightech-firms'] } }],
    ['some', '高企先交，别的等等', { act: 'some', pick: { by: 'name', ids: ['hightech-firms'] } }],
    ['ask', '高企你写的几', { act: 'ask', indicators: ['hightech-firms'] }],
    ['reason', '设备上月才到', { act: 'reason', why: '设备上月才到' }],
    ['hold', '先放着', { act: 'hold' }],
  ])('%s is read out of %s', (act, words, is) => {
    expect(heard(act, words).data).toMatchObject(is)
  })

  test.each<[ActName, string]>([
    ['set', '你再看看'],
    ['less', '扣掉一点'],
    ['without', '那个不要'],
  ])('%s is none without them: %s', (act, words) => {
    expect(actOf(act, read(words, speaking))).toBeUndefined()
    expect(heard(act, words).success).toBe(false)
  })

  test('travel as plain words', () => {
    const said: Spoken = { act: 'set', words: '11家' }
    expect(spoken.parse(said)).toEqual(said)
    expect(spoken.safeParse({ act: 'write', words: '11家' }).success).toBe(false)
  })
})
