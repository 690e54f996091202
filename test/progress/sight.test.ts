/** What a person on the roster is told of other counties: everything by default, and where the office narrowed it their own. */
import { describe, expect, test } from 'vitest'
import { office } from '../invented.ts'
import { freshStore } from '../runtimes/store.node.ts'

const HIDDEN = /查看范围内/

async function reported(sight: 'all' | 'own') {
  const people = await office(await freshStore(), '2017-07-03 09:00', {}, { sight })
  await people.says('柳泉', '/上报 老旧木厂 12家 截至 6月30日')
  await people.says('竹坞', '/上报 老旧木厂 2家 截至 6月30日')
  return people
}

const OF_OTHERS = [
  '竹坞县老旧木厂完成多少',
  '/进度 竹坞县 老旧木厂',
  '/排名 老旧木厂',
  '澄州各县老旧木厂完成情况',
  '/未报 6月',
]

describe('figures of other counties', () => {
  test('are told to a contact where nothing was narrowed', async () => {
    const people = await reported('all')
    expect(await people.says('柳泉', '/进度 竹坞县 老旧木厂')).toContain('2家')
    for (const words of OF_OTHERS) expect(await people.says('柳泉', words), words).not.toMatch(HIDDEN)
  })

  test('are not told to a contact of an office that narrowed it, however they are asked for', async () => {
    const people = await reported('own')
    for (const words of OF_OTHERS) {
      const said = await people.says('柳泉', words)
      expect(said, words).toMatch(HIDDEN)
      expect(said, words).not.toMatch(/2家/)
    }
  })

  test('one’s own and the sums of city and province are told all the same', async () => {
    const people = await reported('own')
    expect(await people.says('柳泉', '/进度 柳泉县 老旧木厂')).toContain('12家')
    for (const words of ['/进度 全省 老旧木厂', '/进度 澄州市 老旧木厂'])
      expect(await people.says('柳泉', words)).toContain('14家')
    expect(await people.says('柳泉', '/首页')).not.toMatch(HIDDEN)
  })

  test('a city sees its own counties and no others, the province and officials see all', async () => {
    const people = await reported('own')
    expect(await people.says('澄州', '/进度 竹坞县 老旧木厂')).toContain('2家')
    expect(await people.says('澄州', '/进度 鸥浦市 老旧木厂')).toMatch(HIDDEN)
    for (const who of ['省办', '官员']) expect(await people.says(who, '/进度 竹坞县 老旧木厂')).toContain('2家')
  })
})
