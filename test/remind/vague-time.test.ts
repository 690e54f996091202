/** A coordinator who wants others reminded some time later is asked when, and sees whom it reaches. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const open = async () => office(await freshStore(), '2017-07-03 09:00')

test.each(['待会儿再催一遍', '等下再提醒一下'])(
  '“%s” says no time: it is asked, and the answer shows the list',
  async (words) => {
    const { says, hears } = await open()
    expect(await says('省办', words)).toMatch(/^什么时候催？[\s\S]*7月3日（周一）15:00[\s\S]*7月4日（周二）09:00/)
    expect(await says('省办', '下午四点')).toMatch(/^催报预览[\s\S]*7月3日（周一）16:00发出/)
    expect(hears('柳泉')).toEqual([])
  },
)

test('a button of the question is the time', async () => {
  const { says, presses } = await open()
  await says('省办', '待会儿再催一遍')
  expect(await presses('省办', '7月4日（周二）09:00')).toMatch(/催报预览[\s\S]*7月4日（周二）09:00发出/)
})

test('who is to be reminded himself is, and a contact has the next working day', async () => {
  const { says } = await open()
  await says('省办', '通报的数等各市审完再定')
  expect(await says('省办', '回头提醒我一下')).toMatch(/提醒您：通报的数等各市审完再定/)
  expect(await says('柳泉', '晚点再提醒')).toMatch(/7月4日（周二）09:00/)
})
