/** A coordinator's month in plain words: what is to be reviewed, sent back with its reason, received, and who stands in. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { sql } from '../../src/store/index.ts'
import { office } from '../invented.ts'

const reported = async () => {
  const o = await office(await freshStore(), '2017-07-03 09:00')
  await o.says('柳泉', '/上报 老旧木厂 10家 截至6月30日')
  return o
}

test('有要审的吗 shows what waits for review', async () => {
  expect(await (await reported()).says('澄州', '有要审的吗')).toMatch(/^待审核：柳泉县，1项/)
})

test('what is to be returned is shown with the reason that was said behind it, and goes with one press', async () => {
  const o = await reported()
  expect(await o.says('澄州', '退回柳泉的木厂，数对不上')).toMatch(/退回1项？[\s\S]*原因：数对不上/)
  await o.presses('澄州', '退回1项')
  expect(o.hears('柳泉').join()).toMatch(/数对不上/)
})

test('a place or another indicator behind the return is no reason', async () => {
  const o = await reported()
  expect(await o.says('澄州', '退回柳泉的木厂，还有竹坞的')).not.toMatch(/原因：还有/)
})

test.each(['把已审核的接收下来吧', '已审核的都接收'])('%s shows the province what it may receive', async (said) => {
  const o = await reported()
  await o.says('澄州', '/审核')
  await o.presses('澄州', '全部通过（1项）')
  expect(await o.says('省办', said)).toMatch(/^可接收1项[\s\S]*\[接收1项\]/)
})

test.each(['老周替我审', '这几天老周替我审'])('%s takes nobody in the place of the one who was named', async (said) => {
  const o = await reported()
  await o.store.commit([
    sql('INSERT INTO person (id, name) VALUES (?, ?)', 'usual', '李常替'),
    sql("UPDATE post SET stand_in = 'usual' WHERE person = '澄州'"),
  ])
  const reply = await o.says('澄州', said)
  expect(reply).toMatch(/请假/)
  expect(reply).toMatch(/名册里没有找到这个人/)
  expect(reply).not.toMatch(/李常替|可不填/)
})

test('one of the roster who is named stands in the form', async () => {
  const o = await reported()
  await o.store.commit([sql('INSERT INTO person (id, name) VALUES (?, ?)', 'zhou', '周大成')])
  expect(await o.says('澄州', '这几天周大成替我审')).toMatch(/代理人姓名[^：]*：周大成/)
})
