/** Whether somebody is told that they may not: only where what they may not do is what they surely mean. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../office.ts'

test('who may not do what they surely wish is told who may', async () => {
  const { says } = await office(await freshStore())
  expect(await says('长兴', '这期通报稿子起个头，落后的几个点一下名')).toMatch(/^没有权限[\s\S]*(市|省)协调员/)
})

test('what only may be such a wish is taken for what else it may be', async () => {
  const { says } = await office(await freshStore())
  expect(await says('生客', '你好，我开小作坊的，低小散是不是要把我关掉')).toMatch(/〔二（二）〕/)
  expect(await says('长兴', '僵尸企业退回去我重填')).not.toMatch(/没有权限/)
})
