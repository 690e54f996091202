/** What people think of answers, what was not answered, and answers that a coordinator reviewed. */

import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { keepDocument, readDocument } from '../../src/documents/index.ts'
import type { Instant } from '../../src/office/day.ts'
import { documents, office } from '../invented.ts'

const open = async () => office(await freshStore())
const CONDITIONS = '林产型中小微企业的认定条件有哪些'

/** A coordinator answers the only question that waits. */
async function reviewed(answer = '文件只提出新认定892家，认定条件另行规定', section = '三（三）') {
  const chat = await open()
  await chat.says('官员', CONDITIONS)
  await chat.says('省办', '/问题')
  await chat.presses('省办', '补充1')
  return { ...chat, form: await chat.fills('省办', { answer, section }) }
}

describe('a verdict', () => {
  test('is asked for under an answer, thanked for in its place, and not asked twice', async () => {
    const { says, presses, hears, store } = await open()
    expect(await says('官员', '2017年要处置多少家老旧木厂？')).toMatch(/63家[\s\S]*\[👍 有用\] \[这个答案不对\]/)
    await presses('官员', '👍 有用')
    expect(hears('官员')).toHaveLength(1)
    expect(hears('官员').join()).toMatch(/63家[\s\S]*已记下：有用/)
    expect(hears('官员').join()).not.toMatch(/\[👍/)
    expect(await store.all('SELECT good, why FROM verdict')).toEqual([{ good: 1, why: null }])
  })

  test('that it was of no use asks for the reason, and waits for the coordinator', async () => {
    const { says, presses, hears } = await open()
    await says('官员', '2017年要处置多少家老旧木厂？')
    await presses('官员', '这个答案不对')
    await presses('官员', '没答全')
    expect(hears('官员').join()).toMatch(/63家[\s\S]*已记下：不对（没答全）/)
    expect(hears('省办').join()).toMatch(/有人说这个答案不对[\s\S]*2017年要处置多少家老旧木厂？[\s\S]*63家/)
    expect(hears('省办').join()).not.toMatch(/官员/)
    expect(await says('省办', '/问题')).toMatch(/2017年要处置多少家老旧木厂？ \| 说不对1次（没答全）/)
  })

  test('is not asked for under a refusal, which waits by itself', async () => {
    const { says } = await open()
    expect(await says('官员', '请问林业龙头企业的奖励资金由谁承担？')).not.toMatch(/有用/)
    await says('柳泉', '请问林业龙头企业的奖励资金由谁承担？')
    expect(await says('省办', '/问题')).toMatch(/待处理的问题：1个[\s\S]*没答上来2次/)
  })

  test('does not name who asked', async () => {
    const { says } = await open()
    await says('柳泉', CONDITIONS)
    expect(await says('省办', '/问题')).not.toMatch(/柳泉/)
  })
})

describe('a reviewed answer', () => {
  test('comes first the next time, however politely it is asked, with its provision and who reviewed it', async () => {
    const { says, form } = await reviewed()
    expect(form).toMatch(/已审定/)
    expect(await says('柳泉', `请问一下${CONDITIONS}？`)).toMatch(
      /^文件只提出新认定892家，认定条件另行规定\n〔《2017[^〕]*三（三）〕[\s\S]*审定答案：省办联系人/,
    )
    expect(await says('省办', '/问题')).toMatch(/没有待处理/)
  })

  test('may hold no figure and no document that its provision lacks', async () => {
    expect((await reviewed('新认定7000家')).form).toMatch(/没有保存：三（三）里没有“7000家”/)
    expect((await reviewed('见《认定管理办法》')).form).toMatch(/没有保存：三（三）里没有“《认定管理办法》”/)
    expect((await reviewed('另行规定', '九（九）')).form).toMatch(/没有“九（九）”这一条/)
  })

  test('ends with its document: a newer version is answered from as if nothing had been reviewed', async () => {
    const { says, store } = await reviewed()
    const [plan] = documents
    const newer = readDocument(plan?.text.replace('63家', '73家') ?? '', { id: 'newer' })
    await store.commit(keepDocument(newer, 'newer.docx', 5 as Instant))
    expect(await says('官员', '2017年要处置多少家老旧木厂？')).toMatch(/73家/)
    expect(await says('官员', CONDITIONS)).not.toMatch(/审定答案/)
    expect(await says('省办', '/审定')).toMatch(/停用/)
  })

  test('can be taken back', async () => {
    const { says, presses } = await reviewed()
    await says('省办', '/审定')
    await presses('省办', '撤下1')
    expect(await says('官员', CONDITIONS)).not.toMatch(/审定答案/)
    expect(await says('省办', '/审定')).toMatch(/还没有审定过/)
  })

  test('is for the province to give: others may neither see what waits nor answer it', async () => {
    const { says } = await open()
    for (const who of ['柳泉', '澄州', '官员', '路人']) expect(await says(who, '/问题')).toMatch(/没有权限|需要/)
  })
})

test('a question set aside waits again only when it is asked again', async () => {
  const { says, presses, until } = await open()
  await says('官员', CONDITIONS)
  await says('省办', '/问题')
  await presses('省办', '忽略1')
  expect(await says('省办', '/问题')).toMatch(/没有待处理/)
  await until('2017-07-03 10:00')
  await says('官员', CONDITIONS)
  expect(await says('省办', '/问题')).toMatch(/没答上来1次/)
})
