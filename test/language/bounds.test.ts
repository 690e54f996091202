/** Reading is linear: a bounded number of steps a character, whatever is typed. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { said } from './office.ts'

const LONG = 6000
/** Steps a character: the densest of the units below takes about a third of this. */
const MOST_STEPS = 300

const long = (unit: string): string => unit.repeat(Math.ceil(LONG / unit.length)).slice(0, LONG)
const stepsPerChar = (raw: string): number => said(raw).steps / Math.max(1, said(raw).text.length)

const UNITS = [
  '僵尸企业',
  '的',
  '上上',
  '1',
  '12家',
  '(',
  '(2017)',
  '6月',
  '一',
  '一万',
  '年',
  '长兴',
  'abc',
  '德请',
  '和',
  '、1',
  '下降超过5%',
  '最',
  '前3',
  '截至6月30日',
  '哪些县',
  '没报',
  'ａ僵x尸',
  '。',
  '，',
  '\n',
  '👍',
]

describe('long and hostile messages', () => {
  test.each(UNITS)('6 000 characters of %s take a bounded number of steps a character', (unit) => {
    expect(stepsPerChar(long(unit))).toBeLessThan(MOST_STEPS)
  })

  test('twice the length takes at most twice the steps, and a little', () => {
    for (const unit of UNITS) {
      const [once, twice] = [said(long(unit).slice(0, 600)), said(long(unit).slice(0, 1200))]
      expect(twice.steps).toBeLessThanOrEqual(once.steps * 2.2 + 1000)
    }
  })

  test('mixed scripts and words in any order are read in bounded steps, and spans lie in the message one after another', () => {
    const mixed = fc.array(fc.oneof(fc.constantFrom(...UNITS), fc.string({ unit: 'grapheme', maxLength: 4 })), {
      maxLength: 80,
    })
    fc.assert(
      fc.property(mixed, (units) => {
        const raw = units.join('')
        const { steps, text, readings } = said(raw)
        expect(steps).toBeLessThanOrEqual(MOST_STEPS * (text.length + 1))
        expect(readings.length).toBeGreaterThan(0)
        expect(readings.length).toBeLessThanOrEqual(8)
        for (const { spans } of readings) {
          let last = { at: 0, end: 0 }
          for (const { at, end } of spans) {
            expect(at).toBeLessThan(end)
            expect(end).toBeLessThanOrEqual(raw.length)
            // in order; the same words may say two things, and one character (㎡) may be read as two
            expect(at).toBeGreaterThanOrEqual(last.at)
            expect(end).toBeGreaterThanOrEqual(last.end)
            last = { at, end }
          }
        }
        const scores = readings.map(({ score }) => score)
        expect(scores).toEqual([...scores].sort((a, b) => b - a))
      }),
      { numRuns: 60 },
    )
  })
})
