/** Several are asked for, or which indicators; and a month that has just begun is held against the one before. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../office.ts'

async function ledger() {
  const o = await office(await freshStore(), '2017-07-01 09:00')
  await o.says('长兴', '/上报 僵尸企业 5家，低小散 60家，小微园 2个 截至5月31日')
  await o.says('安吉', '/上报 僵尸企业 3家，低小散 40家 截至5月31日')
  await o.says('慈溪', '/上报 僵尸企业 4家，低小散 70家 截至5月31日')
  await o.says('安吉', '/上报 低小散 80家 截至6月30日')
  await o.until('2017-07-03 09:00')
  return o
}

describe('several are asked for', () => {
  test('a plural gets the first three in their order, a singular one', async () => {
    const { says } = await ledger()
    const several = await says('省办', '哪几个县低小散进度最慢')
    expect(several).toMatch(/低小散企业：长兴县、慈溪市、安吉县/)
    expect(several).toMatch(/按完成率从低到高排前3的/)
    expect(await says('省办', '哪个县低小散进度最慢')).toMatch(/^长兴县 低小散企业：完成率/)
    expect(await says('省办', '最后的两个县，低小散')).toMatch(/低小散企业：长兴县、慈溪市$/m)
  })

  test('by no indicator it is of all of them, by how many lag, and never by the rate of one', async () => {
    const MOST = /亮黄灯或红灯最多的：湖州市、宁波市/
    const { says } = await ledger()
    expect(await says('省办', '哪几个市进度最慢')).toMatch(MOST)
    expect(await says('省办', '排名最后的三个市')).toMatch(MOST)
    expect(await says('官员', '倒数三个市是谁')).toMatch(MOST)
  })

  test('behind one indicator it is of that, which the first line says, and fast is by the rate', async () => {
    const { says } = await ledger()
    await says('省办', '全省僵尸多少家')
    const told = await says('省办', '最快的是哪几个县')
    expect(told).toMatch(/^僵尸企业：安吉县、慈溪市、长兴县/)
    expect(told).toMatch(/按完成率从高到低排前3的/)
  })
})

test.each(['全省哪些指标落后', '哪些指标没跟上序时', '还有哪几项指标亮红灯'])(
  'which indicators is asked of all of them, whatever one was spoken of: %s',
  async (words) => {
    const { says } = await ledger()
    await says('省办', '全省僵尸多少家')
    const told = await says('省办', words)
    expect(told).toMatch(/^3项亮/)
    expect(told).toMatch(/低小散企业/)
  },
)

test('which of a place that was spoken of is asked of that place', async () => {
  const { says } = await ledger()
  await says('省办', '湖州僵尸多少')
  expect(await says('省办', '哪些指标完成得差')).toMatch(/湖州市2017年6月各项指标.*排前3的/)
})

test.each(['安吉低小散这个月比上个月进步了多少', '安吉本月低小散较上月增加了多少家', '安吉低小散这月比5月多了多少'])(
  'on the third this month beside the one before is the one that was over: %s',
  async (words) => {
    const { says } = await ledger()
    expect(await says('省办', words)).toMatch(/新增40家（比5月的40家/)
  },
)

test('after the tenth it is the month that runs', async () => {
  const { says, until } = await ledger()
  await until('2017-07-12 09:00')
  expect(await says('省办', '安吉本月低小散较上月增加了多少家')).toMatch(/还没有结束/)
})

test.each(['我们县完成率多少', '我县完成率是多少', '我们还差多少', '我县排第几'])(
  'a figure that waits narrows no question on the ledger: %s',
  async (words) => {
    const { says } = await ledger()
    await says('长兴', '僵尸6家')
    const told = await says('长兴', words)
    expect(told).toMatch(/^长兴县 各项指标/)
    expect(told).toMatch(/低小散企业/)
  },
)

test('ever returned is asked of what was done, however it stands by now', async () => {
  const { says } = await ledger()
  await says('湖州', '/退回 长兴县 2017-05 僵尸企业 数字不对')
  await says('长兴', '/上报 僵尸 6家 截至5月31日')
  expect(await says('湖州', '哪些县被退回过')).toMatch(/被退回的有1个地方：长兴县/)
  expect(await says('省办', '长兴被退过没有')).toMatch(/被退回过1次/)
  expect(await says('官员', '现在哪些县有被退回的')).not.toMatch(/退回记录/)
})

test('of more questions than one asks in a breath it is said from where on they were not looked at', async () => {
  const { says } = await ledger()
  const asked = ['僵尸企业', '低小散', '小微园', '高企', '标准厂房', '科技型中小微企业', '落后产能', '用能空间']
    .flatMap((name) => [`长兴${name}完成率多少？`, `安吉${name}差多少？`])
    .join('')
  const told = await says('省办', asked)
  expect(told).toMatch(/没有用上“.*……”/)
  expect(told).toMatch(/一次先答前3个问题，其余的请再问一次/)
})
