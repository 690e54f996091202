/** What a model hears in a message while something waits: the draft is changed, kept or shown, and nothing is recorded by it. */
import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/store/index.ts'
import { type Answer, answering, helped } from './asked.ts'

const NONE: Answer = []
const figures = (store: Store) => store.all('SELECT indicator, act, value FROM ledger ORDER BY sequence')
/** Said so that the reader shows it before it counts. */
const DRAFT = '早，六月底低小散一共90家，土地一共200亩'
const ONE = '早，六月底低小散一共90家'

/** @param said what is said after the draft, with what the model hears in it */
async function saidTo(draft: string, said: string, answer: Answer) {
  // before anything waits there is no such act, and the reader's own reading holds
  const { says, store, heard } = await helped(answering(answer))
  expect(await says('长兴', draft)).toMatch(/请确认/)
  const before = (await heard()).length
  const reply = await says('长兴', said)
  return { reply, says, store, asked: (await heard()).slice(before) }
}

describe('of a draft that waits', () => {
  test.each<readonly [string, Answer, RegExp]>([
    ['里头3家重复算了，扣掉', ['扣减 3家'], /累计：60 → 87家|累计：87家/],
    ['写串行了，对的是84家', ['改数 84家'], /84家/],
    ['写串了，90那个要写成84家', ['改数 90 84家'], /84家/],
    ['看走眼了，那是5月底的', ['改数 5月底'], /5月31日/],
  ])('%s: the figure is changed, and waits for a yes', async (said, answer, right) => {
    const { reply, says, store, asked } = await saidTo(ONE, said, answer)
    expect(asked, reply).toHaveLength(1)
    expect(reply).toMatch(/请确认/)
    expect(reply).toMatch(right)
    expect(await figures(store)).toEqual([])
    await says('长兴', '好')
    expect(await figures(store)).toHaveLength(1)
  })

  test('one of two is taken out', async () => {
    const { reply, store } = await saidTo(DRAFT, '土地那块国土还在核，别算进来', ['去掉一项 土地'])
    expect(reply).toMatch(/低小散[\s\S]*90家/)
    expect(reply).not.toMatch(/存量建设用地/)
    expect(await figures(store)).toEqual([])
  })

  test('the only one is taken out: it is asked whether the draft is given up', async () => {
    const { reply, store } = await saidTo(ONE, '那些作坊的还在核，别算进来', ['去掉一项 低小散'])
    expect(reply).toMatch(/低小散[\s\S]*90家[\s\S]*\[放弃\]/)
    expect(await store.all('SELECT open FROM draft')).toEqual([{ open: 1 }])
  })

  test('it is put off, and stays as it is', async () => {
    const { reply, store } = await saidTo(ONE, '领导还没签字，压一压', ['先不交'])
    expect(reply).toMatch(/^好，先不交，草稿留着[\s\S]*90家/)
    expect(await store.all('SELECT open FROM draft')).toEqual([{ open: 1 }])
  })

  test('it is shown to whoever asks for it', async () => {
    const { reply } = await saidTo(ONE, '我刚才填的是多少来着', ['看草稿'])
    expect(reply).toMatch(/90家[\s\S]*还没有提交/)
  })

  test('agreement that only the model hears is asked for again, and its yes records', async () => {
    const { reply, says, store } = await saidTo(ONE, '领导点头啦', ['确认'])
    expect(reply).toMatch(/等您确认[\s\S]*\[确认\]/)
    expect(await figures(store)).toEqual([])
    await says('长兴', '好')
    expect(await figures(store)).toHaveLength(1)
  })

  test('talk leaves it where it is, in sight', async () => {
    const { reply, store } = await saidTo(ONE, '稍等，接个电话', NONE)
    expect(reply).toMatch(/90家[\s\S]*\[确认\]/)
    expect(reply).not.toMatch(/原因：稍等/)
    expect(await figures(store)).toEqual([])
  })

  test.each<readonly [string, Answer]>([
    ['a number that nobody said', ['扣减 4家']],
    ['a number of the draft, which the program showed', ['改数 60']],
    ['no number', ['扣减 重复']],
    ['an act that there is not', ['清空 3家']],
  ])('%s: the reader’s own reading holds', async (_, answer) => {
    const said = '里头3家重复算了，扣掉'
    const wrong = await saidTo(ONE, said, answer)
    const silent = await saidTo(ONE, said, ['nobody'])
    expect(wrong.reply).toBe(silent.reply)
  })

  test('the model sees it with the figure before it, and the last answer', async () => {
    const { asked } = await saidTo(ONE, '里头3家重复算了，扣掉', NONE)
    const shown = JSON.stringify(asked)
    expect(shown).toMatch(/等确认：长兴县低小散企业累计90家，截至6月30日/)
    expect(shown).toMatch(/请确认：长兴县，还没有记录/)
    expect(shown).toMatch(/扣减 从在等的/)
  })
})

test.each<readonly [string, Answer, RegExp]>([
  ['有两家镇里说重了', ['扣减 两家'], /8家/],
  ['镇里才翻出来的两家掉队了', ['补加 两家'], /12家/],
])('%s, behind a receipt: what was just recorded is put right by a draft', async (said, answer, right) => {
  const { says, store } = await helped(answering(answer))
  await says('长兴', '/上报 僵尸企业 10家 截至6月30日')
  const reply = await says('长兴', said)
  expect(reply).toMatch(/请确认/)
  expect(reply).toMatch(right)
  expect(await figures(store)).toHaveLength(1)
})

test('what is said to be left out is left out, and not what is meant', async () => {
  const said = '没交的敲打敲打，长兴别敲，他刚跟我通过电话'
  const leaving = await helped(answering(['催报 没交的 除了长兴']))
  expect(await leaving.says('湖州', said)).toMatch(/^催报预览[\s\S]*没报齐的：吴兴区、南浔区、德清县、安吉县/)
  const alone = await helped(answering(['nobody']))
  expect(await alone.says('湖州', said)).toMatch(/^长兴县催不催？/)
  const unsaid = await helped(answering(['催报 没交的 除了德清']))
  expect(await unsaid.says('湖州', said)).not.toMatch(/^催报预览/)
})

test('with nothing waiting no act is offered', async () => {
  const { says, heard } = await helped(answering(['扣减 3家']))
  await says('长兴', '里头3家重复算了，扣掉')
  const [shown = ''] = (await heard()).map((one) => JSON.stringify(one))
  expect(shown).not.toMatch(/扣减/)
})
