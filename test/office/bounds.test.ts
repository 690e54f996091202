import { describe, expect, test } from 'vitest'
import { kept, readable, withoutLeading, withoutRuns, withoutTrailing } from '../../src/office/bounds.ts'

describe('runs', () => {
  test('blanks and repetitions beyond sense are left out, and what stands around them stays', () => {
    expect(withoutRuns(`僵尸企业${' '.repeat(6_000)}12家`)).toBe(`僵尸企业${' '.repeat(8)}12家`)
    const polite = withoutRuns(`${'谢谢'.repeat(2_000)}，要处置多少家？`)
    expect(polite).toMatch(/^(?:谢谢){1,40}，要处置多少家[?？]$/)
    expect(withoutRuns('老师'.repeat(500)).length).toBeLessThan(100)
  })

  test('what people type is left as it is', () => {
    for (const text of ['哈哈哈哈，谢谢谢谢', '僵尸企业 12家\n高新企业\t\t\t5家', '|---|---|---|', ''])
      expect(withoutRuns(text)).toBe(text)
  })

  test('no digit is left out: without one it is another figure', () => {
    for (const digits of ['0'.repeat(200), '12'.repeat(300), '一'.repeat(100), '１'.repeat(99)])
      expect(withoutRuns(digits)).toBe(digits)
  })

  test('places lead back to what was typed', () => {
    const text = `${'啊'.repeat(100)}12家`
    const places = kept(text)
    expect(places.length).toBeLessThan(text.length)
    expect(places.slice(-3)).toEqual([100, 101, 102])
  })
})

describe('a question', () => {
  test('of ordinary length is read as typed', () => {
    expect(readable('２０１７年要处置多少家？')).toBe('２０１７年要处置多少家？')
  })

  test('of a story keeps its beginning and its end', () => {
    const story = Array.from({ length: 3_000 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7919) % 18_000))).join(
      '',
    )
    const read = readable(`开头${story}要处置多少家？`)
    expect(read.length).toBeLessThanOrEqual(300)
    expect(read).toMatch(/^开头[\s\S]*要处置多少家[?？]$/)
  })

  test('of characters that stand for many is cut as well', () => {
    expect('ﷺ'.repeat(200).normalize('NFKC').length).toBeGreaterThan(3_000)
    expect(readable(Array.from({ length: 200 }, (_, at) => `ﷺ${at}`).join('')).length).toBeLessThanOrEqual(300)
  })
})

describe('words in a row', () => {
  test('are taken off either end, the longest first', () => {
    expect(withoutLeading('谢谢谢老师，多少家', ['谢', '谢谢', '老师'])).toBe('，多少家')
    expect(withoutTrailing('企业数达到不低于', ['达到', '不低于', '到'])).toBe('企业数')
    expect(withoutLeading('多少家', ['谢'])).toBe('多少家')
    expect(withoutTrailing('谢谢', ['谢'])).toBe('')
  })
})
