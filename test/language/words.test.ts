/** The reader's words as data: a fault names its file and line, and every word makes the kind that it says. */
import { describe, expect, test } from 'vitest'
import { readerOf } from '../../src/language/read.ts'
import { loadWords } from '../../src/language/words.ts'
import type { Day } from '../../src/office/day.ts'
import { DataError } from '../../src/office/load/index.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { files } from '../data.ts'
import { written } from '../written.ts'
import { founds, office } from './office.ts'

const withFile = (path: string, change: (text: string) => string): Map<string, string> => {
  const text = written.get(path) ?? ''
  expect(text).not.toBe('')
  expect(change(text)).not.toBe(text)
  return new Map([...files, [path, change(text)]])
}

const faultsOf = (changed: Map<string, string>): string => {
  try {
    loadWords(changed)
  } catch (error) {
    if (error instanceof DataError) return error.message
    throw error
  }
  return 'none'
}

describe('the words of the office’s language', () => {
  test('load without a fault as shipped', () => {
    expect(faultsOf(new Map(files))).toBe('none')
  })

  test('one that is added is read as the others of its group are, and no code is written for it', () => {
    const reads = (words: Map<string, string>) =>
      founds(
        readerOf(office, loadWords(words))('咕咚咚安吉', { today: '2017-07-12' as Day, own: '330522' as RegionKey }),
      )
    const remind = expect.objectContaining({ act: 'remind' })
    expect(reads(new Map(files))).not.toContainEqual(remind)
    const more = withFile('language/talk.yaml', (text) => text.replace('words: 催 ', 'words: 催 咕咚咚 '))
    expect(reads(more)).toContainEqual(remind)
  })

  test('a kind that the reader does not know is told with its line', () => {
    const changed = withFile('language/time.yaml', (text) => text.replace('kind: shift', 'kind: shifted'))
    expect(faultsOf(changed)).toMatch(/^data\/language\/time\.yaml:2 /)
  })

  test('a value that a kind does not take is told', () => {
    const changed = withFile('language/number.yaml', (text) => text.replace("op: '>='", "op: '≥'"))
    expect(faultsOf(changed)).toMatch(/data\/language\/number\.yaml:\d+ .*op：要求 .*之一/)
  })

  test('a word twice in a group is told', () => {
    const changed = withFile('language/talk.yaml', (text) => text.replace('words: 转人工', 'words: 转人工 转人工'))
    expect(faultsOf(changed)).toMatch(/data\/language\/talk\.yaml:\d+ .*每个词只写一次；写的是 "转人工"/)
  })

  test('a file that is missing is told', () => {
    const less = new Map(files)
    expect(less.delete('language/place.yaml')).toBe(true)
    expect(faultsOf(less)).toMatch(/data\/language\/place\.yaml：要求有这个文件/)
  })
})
