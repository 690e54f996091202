/** A coordinator's own sentence in a reminder that is sent by hand: shown with it, sent with it, kept with it; nothing else changes. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const open = async () => office(await freshStore(), '2017-07-03 09:00')
const NOTE = '请周三下班前报齐，有困难直接跟我说'
const AS_SENT = `沧岭省（省办联系人，省协调员）附言：${NOTE}`
const told = (hears: readonly string[]): string => hears.at(-1) ?? ''

describe('a note in a reminder', () => {
  test('is written into the field below the preview, shown, and sent after a yes', async () => {
    const { says, fills, hears } = await open()
    expect(await says('省办', '/催报 柳泉县')).toMatch(/^催报预览[\s\S]*附言（可不填/)
    expect(await fills('省办', { note: NOTE })).toContain(AS_SENT)
    expect(hears('柳泉')).toEqual([])
    await says('省办', '发吧')
    expect(told(hears('柳泉'))).toMatch(/^请上报：柳泉县/)
    expect(told(hears('柳泉'))).toContain(AS_SENT)
  })

  test('is typed behind 附言: the words before it alone say whom and when', async () => {
    const { says, presses, hears } = await open()
    const shown = await says('省办', `/催报 柳泉县 附言 ${NOTE}；竹坞县的经验请大家下午三点看看`)
    expect(shown).toContain(`${AS_SENT}；竹坞县的经验请大家下午三点看看`)
    expect(shown).toMatch(/没报齐的：柳泉县\n/)
    expect(shown).not.toMatch(/将于/)
    await presses('省办', '确认发出')
    expect(told(hears('柳泉'))).toContain(AS_SENT)
    expect(hears('竹坞')).toEqual([])
  })

  test('stays while words change whom and when it reaches, and goes when the field is emptied', async () => {
    const { says, fills, presses } = await open()
    await says('省办', `/催报 柳泉县、竹坞县 附言 ${NOTE}`)
    expect(await says('省办', '竹坞不用催')).toContain(AS_SENT)
    expect(await says('省办', '下午三点再发')).toContain(AS_SENT)
    expect(await presses('省办', '这些也一起催')).toMatch(/2017年4月[^-]*附言：请周三下班前报齐[^-]*$/)
    const without = await fills('省办', { note: '' })
    expect(without).toMatch(/^催报预览/)
    expect(without).not.toContain('附言：请')
  })

  test('is kept with each reminder that was sent, and nothing else about it changes', async () => {
    const rows = async (words: string) => {
      const { says, store, sendings } = await open()
      await says('省办', words)
      await says('省办', '发吧')
      expect(await says('省办', '/催报 柳泉县')).toMatch(/^刚刚提醒过/)
      const sent = sendings().filter((one) => one.includes('请上报'))
      expect(sent).toHaveLength(1)
      return store.all<{ reason: string }>('SELECT person, region, stage, day, at, reason FROM reminder')
    }
    const plain = await rows('/催报 柳泉县')
    const noted = await rows(`/催报 柳泉县 附言 ${NOTE}`)
    expect(plain).toHaveLength(1)
    expect(noted).toEqual(plain.map((row) => ({ ...row, reason: `${row.reason}；附言：${NOTE}` })))
  })

  test.each([
    ['澄州都催，柳泉除外，加一句周三下班前务必报齐', '周三下班前务必报齐'],
    ['催一下澄州，跟他们说周五前要上会', '周五前要上会'],
    ['催没报的，告诉他们厅长要看', '厅长要看'],
    ['全催，说厅里周五要用数', '厅里周五要用数'],
    ['澄州没报的提醒一下，另外转告大家：佐证要盖章，扫描件也行', '佐证要盖章，扫描件也行'],
    ['催柳泉，捎句话 数据别再改了', '数据别再改了'],
    ['明天上午催一下没报的，和各县讲一声，口径以新表为准', '口径以新表为准'],
  ])('%s: what others are to be told is the note, in the speaker’s own words', async (words, told) => {
    const { says } = await open()
    const shown = await says('省办', words)
    expect(shown).toContain(`附言：${told}\n`)
    expect(shown).not.toContain('没有用上')
  })

  test('ends where a clause says whom, when or how again', async () => {
    const { says } = await open()
    const shown = await says('省办', '催没报的，嘱咐他们把附件补上，下午三点发，竹坞不催')
    expect(shown).toContain('附言：把附件补上\n')
    expect(shown).toMatch(/7月3日（周一）15:00发出/)
    expect(shown).not.toMatch(/没报齐的：.*竹坞/)
  })

  test('is said to a preview as well, put in another’s place, and stays while others are left out', async () => {
    const { says, hears } = await open()
    await says('省办', '/催报 柳泉县、竹坞县')
    expect(await says('省办', '再跟他们讲一下，系统五点要关')).toContain('附言：系统五点要关\n')
    expect(await says('省办', '竹坞不用催')).toContain('附言：系统五点要关\n')
    expect(await says('省办', '补一句：系统六点关')).toContain('附言：系统六点关\n')
    await says('省办', '发吧')
    expect(told(hears('柳泉'))).toContain('附言：系统六点关')
    expect(hears('竹坞')).toEqual([])
  })

  test('whom it is told to is whom it reaches, where nobody else is named', async () => {
    const { says } = await open()
    const shown = await says('省办', '提醒一下，告诉竹坞县明天要核数')
    expect(shown).toContain('附言：明天要核数\n')
    expect(shown).toMatch(/没报齐的：竹坞县\n/)
  })

  test.each([
    ['催澄州，我跟他们说过了', '我跟他们说过了'],
    ['催没报的，柳泉说下午交', undefined],
    ['催没报的，报完再审', '报完再审'],
  ])('%s: what somebody has told already, or tells himself, is none', async (words, unused) => {
    const { says } = await open()
    const shown = await says('省办', words)
    expect(shown).not.toMatch(/）附言：/)
    if (unused) expect(shown).toContain(`没有用上“${unused}”。`)
  })

  test.each([
    '催柳泉，明天上午9点，麻烦了',
    '都催一下，竹坞那边不催',
    '6月没报的催一下，加急',
    '催没报的，除了柳泉和竹坞',
  ])('%s: nothing of it is left out', async (words) => {
    const { says } = await open()
    expect(await says('省办', words)).toMatch(/^催报预览(?![\s\S]*没有用上)/)
  })

  test('has at most 200 characters', async () => {
    const { says } = await open()
    expect(await says('省办', `/催报 柳泉县 附言 ${'请'.repeat(300)}`)).toMatch(/）附言：请{200}\n/)
  })

  test('is of a city by its coordinator', async () => {
    const { says } = await open()
    expect(await says('澄州', '/催报 附言：辛苦大家')).toContain('澄州市（澄州联系人，市协调员）附言：辛苦大家\n')
  })
})

test.each(['/催报 澄州市 除了柳泉县 附言 请周三下班前报齐', '/催报 澄州市 除了柳泉县', '/催报 澄州市除了柳泉县'])(
  'who is excepted from a place that is named is left out: %s',
  async (words) => {
    const { says } = await office(await freshStore(), '2017-07-03 09:00')
    const said = await says('澄州', words)
    expect(said).toMatch(/没报齐的：桐塍区、麦塍区、苇渡县、竹坞县/)
    expect(said).not.toContain('柳泉')
  },
)

describe('a note to cities whose review is pressed', () => {
  const waiting = async () => {
    const o = await office(await freshStore(), '2017-07-03 09:00')
    await o.says('柳泉', '/上报 林下园1个 截至6月30日')
    await o.until('2017-07-06 10:00')
    return o
  }

  test.each([[`催各市审核 附言 ${NOTE}`], [`/催审 附言：${NOTE}`]])(
    '“%s” shows it, and sends it after a yes',
    async (said) => {
      const { says, hears } = await waiting()
      expect(await says('省办', said)).toMatch(new RegExp(`^催审核：1个市[^]*${AS_SENT}[^]*确认催审`))
      expect(told(hears('澄州'))).not.toContain(NOTE)
      await says('省办', '发吧')
      expect(told(hears('澄州'))).toMatch(/^请审核：澄州市/)
      expect(told(hears('澄州'))).toContain(AS_SENT)
    },
  )

  test('is written into the field below the preview, and taken out again', async () => {
    const { says, fills } = await waiting()
    expect(await says('省办', '催各市审核')).toMatch(/附言（可不填/)
    expect(await fills('省办', { note: NOTE })).toContain(AS_SENT)
    expect(await fills('省办', { note: '' })).not.toContain('附言：请')
  })
})
