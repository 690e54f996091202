/** What is said to what lies open: taught by sentences, heard by what is open. */
import { describe, expect, test } from 'vitest'
import { digestOf } from '../../bench/train/lessons.ts'
import { openSentencesIn } from '../../bench/train/open.ts'
import { ACTS, type ActName } from '../../src/message/act.ts'
import { lazyOpenActs } from '../../src/open/index.ts'
import { files, whole } from '../office.ts'
import { guess, read } from '../said.ts'
import { written } from '../written.ts'

const sentences = openSentencesIn(written)
const hear = lazyOpenActs(files)
const speaking = { today: '2017-07-03', own: whole.regions.find('湖州市')?.key } as Parameters<typeof read>[1]
const likeliest = (text: string, command: string, isPreview: boolean): ActName | undefined => {
  const said = read(text, speaking)
  return hear(said, { command, isPreview, isPast: false }, guess(said))[0]?.intent
}

describe('the sentences', () => {
  test('teach every act, and are said to what there is', () => {
    expect(sentences.length).toBeGreaterThan(1000)
    expect(ACTS.filter((act) => !sentences.some(({ intent }) => intent === act))).toEqual([])
  })

  test('say one thing each to the same thing', () => {
    const meant = new Map<string, Set<ActName>>()
    for (const { text, intent, command, isPreview } of sentences) {
      const to = JSON.stringify([text, command, isPreview])
      meant.set(to, (meant.get(to) ?? new Set()).add(intent))
    }
    expect([...meant].flatMap(([text, all]) => (all.size > 1 ? [`${text}: ${[...all]}`] : []))).toEqual([])
  })

  test('are those that the weights were taught by: npm run train', () => {
    expect(files.get('open/taught.txt')?.trim()).toBe(digestOf(sentences))
  })
})

describe('a guess', () => {
  test.each<[string, string, boolean, ActName]>([
    ['名单没错，发出去', '催报', true, 'agree'],
    ['先紧台州几个催', '催报', true, 'only'],
    ['海盐那边停电，不用发', '催报', true, 'without'],
    ['换成后天一早发', '催报', true, 'set'],
    ['等书记散会再说', '催报', true, 'hold'],
    ['科小这条吹牛，退回去', '审核', false, 'return'],
    ['厂房的先搁一搁', '审核', false, 'without'],
    ['哪些县到现在一个数没给', '催报', true, 'else'],
  ])('takes %s, said to %s, for what it is', (text, command, isPreview, act) => {
    expect(likeliest(text, command, isPreview)).toBe(act)
  })
})
