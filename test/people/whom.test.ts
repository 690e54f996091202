/** Who is told to ask whom: always whoever stands one level above. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const open = async () => office(await freshStore(), '2017-07-03 09:00')

test('a contact asks the coordinator of the city, a city coordinator the one of the province, and that one the administrator', async () => {
  const o = await open()
  expect(await o.says('柳泉', '/锁定 6月')).toMatch(/请联系所在市的市协调员。/)
  expect(await o.says('澄州', '/锁定 6月')).toMatch(/请联系省协调员。/)
  expect(await o.says('官员', '/锁定 6月')).toMatch(/请联系管理员。/)
})

test("a coordinator who reports for another city's county is not told to register there", async () => {
  const o = await open()
  const reply = await o.says('澄州', '/代报 鸥浦市 老旧木厂 3家')
  expect(reply).toMatch(/没有权限：代报/)
  expect(reply).toMatch(/如职责有变，请联系省协调员。/)
  expect(reply).not.toMatch(/绑定/)
  expect(await o.says('澄州', '/退回 鸥浦市 请核实')).not.toMatch(/联系所在市的市协调员/)
})
