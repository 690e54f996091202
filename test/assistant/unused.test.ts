/** What of a message had no place in what it would do is shown with it, whichever command it is. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { abilities } from '../../src/assistant/commands.ts'
import * as invented from '../invented.ts'
import { saidIn } from '../said.ts'

const { asker, documents, questions, whole } = invented
const { commands } = abilities({ office: whole, ...saidIn(invented), asker, questions, documents })
const BESIDE = '食堂不开门'

/** Whatever is said to these is a reason, a question, or an answer of its own. */
const TAKES_ANY_WORDS = ['退回', '转人工', '核销', '解锁']
/** In the world below their examples come to nothing that is shown first. */
const WORDS: Readonly<Record<string, string>> = {
  截止: '/截止 7月12日',
  免打扰: '/免打扰 柳泉县 3天',
  收回审核: '/收回审核 竹坞县',
}

const ready = async () => {
  const office = await invented.office(await freshStore(), '2017-07-03 09:00')
  for (const who of ['柳泉', '竹坞']) await office.says(who, '/上报 老旧木厂 12家，散锯点 100家 截至6月底')
  await office.says('澄州', '/通过 竹坞县 确认')
  await office.until('2017-07-06 10:00')
  return office
}

/** Shown, with the one button that does it. */
const isPreview = (card: string): boolean => /\[(?:确认|通过\d|锁定|只?收回)/.test(card)

describe('a preview', () => {
  const shown = new Set<string>()
  const names = commands.flatMap(({ example, name }) => (example && !TAKES_ANY_WORDS.includes(name) ? [name] : []))

  test.each(names)('of %s says what it did not use', async (name) => {
    const words = WORDS[name] ?? commands.find((one) => one.name === name)?.example?.('柳泉县') ?? ''
    for (const who of ['省办', '澄州']) {
      const plain = await (await ready()).says(who, words)
      if (name === '审核' || !isPreview(plain)) continue
      shown.add(name)
      expect(plain, words).not.toContain('没有用上')
      // or it is asked back, since with more than that it is none
      const beside = await (await ready()).says(who, `${words}，${BESIDE}`)
      if (isPreview(beside)) expect(beside, words).toContain('没有用上“')
    }
  })

  test('is made by all these commands, so that nothing above was passed over', () => {
    expect([...shown].sort()).toEqual(['免打扰', '催审', '催报', '截止', '收回审核', '通过', '锁定'].sort())
  })

  test.each([
    ['省办', '把6月锁了，竹坞的先不锁', '竹坞'],
    ['省办', '截止日期推迟一天，食堂也晚点开', '食堂'],
    ['省办', '把6月锁定存档', '存档'],
  ])('%s: %s', async (who, words, unused) => {
    const { says } = await ready()
    expect(await says(who, words)).toMatch(new RegExp(`没有用上“[^”]*${unused}`))
  })
})
