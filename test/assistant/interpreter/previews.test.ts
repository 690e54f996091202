/** A model's line for what was shown and waits for a yes: it changes that, where the person's own words touch it, and nothing else of it. */
import { describe, expect, test } from 'vitest'
import { answering, helped } from './asked.ts'

const FOUR = /没报齐的：吴兴区、南浔区、德清县、长兴县\n/
const FIVE = /没报齐的：吴兴区、南浔区、德清县、长兴县、安吉县\n/
const ADD = '后面加一句：请周三下班前报齐，有困难直接跟我说'

/** 湖州's reminder without 安吉 stands open. @param line what the model makes of whatever is said next */
async function withoutAnji(line: string) {
  const one = await helped(answering([line]))
  expect(await one.says('湖州', '催一下，安吉不用催')).toMatch(FOUR)
  return one
}

describe('of a reminder shown without one county', () => {
  test.each([
    [ADD, '催报 湖州市 6月没报的 除了安吉县 附言 请周三下班前报齐，有困难直接跟我说'],
    [ADD, '催报 湖州市 6月没报的'],
    ['文字别太硬，加个“辛苦大家”', '催报 湖州市 6月没报的 语气客气点'],
  ])('%s, heard as %s: that county stays out, and hears nothing', async (said, line) => {
    const { says, hears } = await withoutAnji(line)
    const shown = await says('湖州', said)
    expect(shown).toMatch(/^催报预览/)
    expect(shown).toMatch(FOUR)
    await says('湖州', '发吧')
    expect(hears('长兴').at(-1)).toMatch(/^请上报：长兴县/)
    expect(hears('安吉')).toEqual([])
  })

  test('a sentence in the person’s own words goes with it; one that they did not say does not', async () => {
    const added = await withoutAnji('催报 湖州市 6月没报的 除了安吉县 附言 请周三下班前报齐，有困难直接跟我说')
    expect(await added.says('湖州', ADD)).toContain('附言：请周三下班前报齐，有困难直接跟我说\n')
    await added.says('湖州', '发吧')
    expect(added.hears('长兴').at(-1)).toContain('附言：请周三下班前报齐，有困难直接跟我说\n')
    const invented = await withoutAnji('催报 湖州市 6月没报的 除了安吉县 附言 今天不报就通报批评')
    expect(await invented.says('湖州', '文字别太硬，加个“辛苦大家”')).not.toContain('通报批评')
  })

  test('a place that the person names comes in by the line, and no other with it', async () => {
    const { says } = await helped(answering(['催报 湖州市 6月没报的']))
    expect(await says('湖州', '催一下，安吉和德清不用催')).toMatch(/没报齐的：吴兴区、南浔区、长兴县\n/)
    expect(await says('湖州', '我又想了想，安吉那儿老赵还是得敲打敲打')).toMatch(
      /没报齐的：吴兴区、南浔区、长兴县、安吉县\n/,
    )
  })

  test('one more that the person names goes out by the line', async () => {
    const { says } = await withoutAnji('催报 湖州市 6月没报的 除了德清县')
    expect(await says('湖州', '德清老王刚来电话讲了一通，就饶他一回吧')).toMatch(/没报齐的：吴兴区、南浔区、长兴县\n/)
  })

  test('when it goes out stays as it was said before', async () => {
    const { says } = await withoutAnji('催报 湖州市 6月没报的')
    expect(await says('湖州', '下午三点再发')).toMatch(/将于7月3日（周一）15:00发出/)
    const shown = await says('湖州', '文字别太硬，加个“辛苦大家”')
    expect(shown).toMatch(FOUR)
    expect(shown).toMatch(/将于7月3日（周一）15:00发出/)
  })

  test('of which month it is stays, unless the person names another', async () => {
    const june = await withoutAnji('催报 湖州市 6月没报的')
    expect(await june.says('湖州', '文字别太硬，加个“辛苦大家”')).toMatch(/这次不催：2017年4月/)
    const may = await withoutAnji('催报 湖州市 5月没报的')
    const shown = await may.says('湖州', '那就5月的一道给他们弄弄')
    expect(shown).toMatch(/2017年5月月度进度上报（6月5日（周一）已截止）：4个地方没报齐/)
    expect(shown).toMatch(FOUR)
  })

  test('given up, a new line is of its own', async () => {
    const { says } = await withoutAnji('催报 湖州市 6月没报的')
    await says('湖州', '算了')
    expect(await says('湖州', '没交的敲打敲打')).toMatch(FIVE)
  })
})

test.each(['先放着', '不办了', '进度 低小散', '请假 明天', '催报 6月没报的 除了安吉县'])(
  'a yes that was surely read is done, though a model hears %s',
  async (line) => {
    const { says, hears } = await helped(answering([line]))
    await says('湖州', '/催报 没报的')
    await says('湖州', '没问题就照这个发吧')
    expect(hears('湖州').join('\n')).toMatch(/已催报 3 人/)
    expect(hears('安吉').at(-1)).toMatch(/^请上报/)
  },
)

describe('of a deadline shown with its reason', () => {
  test.each([
    ['口气和缓些嘛', '截止 6月 7月12日', /7月10日/],
    ['口气和缓些嘛', '截止 6月 7月10日', /7月10日/],
    ['还是十二号稳当点儿吧', '截止 6月 7月12日', /7月12日/],
  ])('%s, heard as %s: the rest stays', async (said, line, day) => {
    const { says } = await helped(answering([line]))
    expect(await says('省办', '/截止 7月10日 因 系统维护')).toMatch(/系统维护/)
    const shown = await says('省办', said)
    expect(shown).toMatch(day)
    expect(shown).toMatch(/系统维护/)
  })
})

test.each(['湖州市 6月没报的 除了安吉县', '湖州市没报的，除了安吉县', '湖州市 6月没报的 除了安吉县 语气客气点'])(
  '/催报 %s: of the place that it names all but the one that it leaves out',
  async (words) => {
    const { says } = await helped(answering([]))
    expect(await says('湖州', `/催报 ${words}`)).toMatch(FOUR)
  },
)
