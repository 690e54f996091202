/** Who reports in time: of all that was due, how much came by its last day, by place, period and order. */
import { beforeAll, describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

/** 柳泉 is in time with May, 竹坞 two days late, all others send nothing; June is due in two days. */
const story = async () => {
  const o = await office(await freshStore(), '2017-06-02 09:00')
  await o.says('柳泉', '/零报告 5月')
  await o.until('2017-06-07 09:00')
  await o.says('竹坞', '/零报告 5月')
  await o.until('2017-07-03 09:00')
  return o
}

describe('准时率', () => {
  let o: Awaited<ReturnType<typeof story>>
  beforeAll(async () => {
    o = await story()
  })

  test('is of what was due: late and never are not in time, what is not due yet does not count', async () => {
    // April and May; 9 items a month
    expect(await o.says('省办', '柳泉县准时率多少')).toMatch(/^9\/18，占50%/)
    expect(await o.says('省办', '竹坞县5月准时率')).toMatch(/^0\/8，占0%/)
    expect(await o.says('柳泉', '我们准时率')).toMatch(/^9\/18，占50%/)
  })

  test('counts what comes before its last day from when it came', async () => {
    const late = await story()
    await late.says('柳泉', '/零报告 6月')
    expect(await late.says('省办', '柳泉县准时率多少')).toMatch(/^18\/27，占66.7%/)
  })

  test('stands by county, by city and by month, in the order that is asked for', async () => {
    expect(await o.says('省办', '各县准时率')).toMatch(/柳泉县 \| 9\/18，占50%\n竹坞县 \| 0\/16，占0%/)
    expect(await o.says('省办', '各市准时率排名')).toMatch(/分组 \| 结果\n澄州市 \| 9\/88，占10.2%\n/)
    const best = await o.says('省办', '准时率最高的县')
    expect(best).toMatch(/^柳泉县：9\/18，占50%/)
  })

  test('goes on with the place and month that were spoken of', async () => {
    await o.says('省办', '柳泉县5月完成率')
    expect(await o.says('省办', '准时率呢')).toMatch(/^9\/9，占100%\n柳泉县2017年5月/)
  })

  test('who is always the last is who is least in time', async () => {
    const reply = await o.says('澄州', '谁总是最晚')
    expect(reply).toMatch(/竹坞县 \| 0\/16，占0%/)
    expect(reply).not.toMatch(/柳泉县 \|/)
    expect(await o.says('澄州', '谁总是最早')).toMatch(/^柳泉县：9\/18/)
  })

  test('who sent nothing two months running is told without those who sent one', async () => {
    await o.says('柳泉', '/零报告 6月')
    const reply = await o.says('澄州', '哪些县连续两个月没报')
    expect(reply).toMatch(/^3个县/)
    expect(reply).toMatch(/桐塍、麦塍、苇渡/)
    expect(reply).not.toMatch(/柳泉|竹坞/)
  })
})
