/** A command with its words names all that it is about: nothing of the talk before changes what it tells. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

test.each([
  ['柳泉老旧木厂完成率多少', '/未报 6月', /老旧木厂/],
  ['柳泉老旧木厂完成率多少', '/排名 6月', /老旧木厂/],
  ['柳泉老旧木厂完成率多少', '/进度 竹坞县', /老旧木厂/],
  ['/未报', '/进度 竹坞县 老旧木厂', /没报齐/],
  ['哪些县还没报', '进度 竹坞县 老旧木厂', /没报齐/],
])('after %s, %s is told as it is by itself', async (before, command, told) => {
  const alone = await office(await freshStore())
  const after = await office(await freshStore())
  expect(await after.says('省办', before)).toMatch(told)
  expect(await after.says('省办', command)).toBe(await alone.says('省办', command))
})
