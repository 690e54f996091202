/** What of a message had no place in what it would do is shown with it, whichever command it is. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { abilities } from '../../src/assistant/commands.ts'
import * as invented from '../invented.ts'
import { saidIn } from '../said.ts'

const { asker, documents, questions, whole } = invented
const commands = abilities({ office: whole, ...saidIn(invented), asker, questions, documents }).commands
const BESIDE = '竹坞的食堂周末不开门'

/** Whatever is said to these is a reason, a question, or an answer of its own. */
const TAKES_ANY_WORDS = ['退回', '转人工', '核销', '解锁']

const ready = async () => {
  const office = await invented.office(await freshStore(), '2017-07-03 09:00')
  await office.says('柳泉', '/上报 老旧木厂 12家，散锯点 100家 截至6月底')
  await office.until('2017-07-06 10:00')
  return office
}

/** Shown, with what will be done by one press. */
const isPreview = (card: string): boolean => /[【[](?:确认|全部通过|提交)/.test(card)

describe('a preview', () => {
  const shown: string[] = []
  test.each(
    commands.filter(({ example, name }) => example && !TAKES_ANY_WORDS.includes(name)).map(({ name }) => [name]),
  )('of %s says what it did not use', async (name) => {
    const command = commands.find((one) => one.name === name)
    const words = command?.example?.('柳泉县') ?? ''
    for (const who of ['省办', '澄州', '柳泉']) {
      const { says } = await ready()
      const plain = await says(who, words)
      if (!isPreview(plain)) continue
      shown.push(name)
      expect(plain, words).not.toContain('没有用上')
      expect(await (await ready()).says(who, `${words}，${BESIDE}`), words).toContain('没有用上“')
    }
  })

  test('is made by more than a few commands', () => {
    expect(new Set(shown).size).toBeGreaterThan(4)
  })

  test.each([
    ['省办', '把6月锁了，德清的先不锁', '德清'],
    ['省办', '截止日期推迟一天，食堂也晚点开', '食堂'],
  ])('%s: %s', async (who, words, unused) => {
    const { says } = await ready()
    expect(await says(who, words)).toMatch(new RegExp(`没有用上“[^”]*${unused}`))
  })
})
