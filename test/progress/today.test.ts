/** The first screen: how today stands for whoever looks, and buttons that do something. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const open = async (now = '2017-07-03 09:00') => office(await freshStore(), now)

test('a contact sees what is owed, until when, and fills it in by one press', async () => {
  const o = await open()
  const screen = await o.says('柳泉', '/首页')
  expect(screen).toMatch(/柳泉县6月还差9项，7月5日截止，还有2天。/)
  expect(screen).toMatch(/\[一键填报\] \[6月无新增\] \[还能做什么\]/)
  expect(await o.presses('柳泉', '一键填报')).toContain('填报：柳泉县')
})

test('nothing new is not offered of rates, which are never nil', async () => {
  const o = await open()
  await o.says('柳泉', '/零报告 6月')
  const screen = await o.says('柳泉', '/首页')
  expect(screen).toMatch(/柳泉县二季度还差4项/)
  expect(screen).toMatch(/\[一键填报\] \[还能做什么\]/)
})

test('a contact who has written something hands it in from there', async () => {
  const o = await open()
  await o.says('柳泉', '林下园1个，龙企2家')
  expect(await o.says('柳泉', '/首页')).toMatch(/草稿里写好了2项，点一下就报/)
  expect(await o.presses('柳泉', '提交这2项')).toContain('已记录')
  expect(await o.says('柳泉', '/首页')).toMatch(/柳泉县6月还差7项/)
})

test('a coordinator sees how many counties are in, what waits and what is late', async () => {
  const o = await open()
  await o.says('柳泉', '/上报 老旧木厂 10家 截至6月30日')
  const city = await o.says('澄州', '/首页')
  expect(city).toMatch(
    /澄州市6月已报齐0\/5个县，7月5日截止，还有2天。\n1项等审核。\n还没报齐的：4月5个县、5月5个县、二季度5个县。/,
  )
  expect(city).toMatch(/\[催6月（5个县）\] \[去审核（1项）\] \[谁还没报\]/)
  expect(await o.presses('澄州', '去审核（1项）')).toContain('待审核：柳泉县')
  expect(await o.says('省办', '/首页')).toMatch(/全省6月已报齐0\/11个县/)
})

test('an official is told what to ask; whoever is on no roster gets the help', async () => {
  const o = await open()
  expect(await o.says('官员', '/首页')).toContain('直接问就行')
  expect(await o.says('路人', '/帮助')).toContain('您还不在名册上')
})
