/** What is a report and what is not, and what is said about a report that cannot be taken. */
import { describe, expect, test } from 'vitest'
import { read } from './office.ts'

const QUESTIONS_AND_CHAT = [
  ...[
    '僵尸企业今年目标是多少？',
    '僵尸企业处置300家的依据是什么',
    '我县僵尸企业处置了12家，还差多少？',
    '今年要处置300家僵尸企业吗',
  ],
  ...[
    '300家僵尸企业的任务怎么分到各市',
    '谁还没报6月的数据',
    '6月份我们报了吗',
    '你好',
    '谢谢',
    '好的，12点前报',
    '明天下午3点开会',
  ],
  ...[
    '今天天气不错，30度',
    '标准厂房1000万平方米是哪一条',
    '盘活8万亩建设用地由谁负责',
    '用水量下降5%是和哪年比',
    '浙转升办〔2017〕13号',
  ],
  ...[
    '把低小散的附件发我一份',
    '12家',
    '僵尸企业',
    '全省目标300家，我们县分到12家',
    '截至6月底全省处置了多少僵尸企业',
    '本月有没有新增？',
  ],
  ...[
    '2017年工作要点提出处置僵尸企业300家',
    '完成率60%算不算落后',
    '帮我查下高企21家是几月的数',
    '我县6月底高企21家，和去年比怎么样？',
    '666',
  ],
]

const ASKED_ABOUT = [
  '零报告怎么报',
  '零报告是什么意思',
  '僵尸企业300家是全省还是每个市',
  '用水量下降5%是和2016年比还是2015年比',
  '今年信息经济要增长12%左右对吧',
  '我县10月报了没有',
  '更正一下，我想问的是高企不是科小',
  '僵尸企业6月底要完成100家吗',
]

const REPORTS = [
  ...['6月没啥新的，算零报告吧？', '高企6月底56家了吧？', '我县小微园1个，累计4个，请审阅，妥否？'],
  ...[
    '僵尸企业12家，收到了吗？',
    '6月底低小散125家，请问对吗',
    '僵尸3 低小散96 到6月底',
    '本月无新增',
    '截至6月底处置僵尸企业12家',
  ],
  ...[
    '企业 12家 截至6月底',
    '僵尸企业 截至6月底',
    '我县预计到年底处置僵尸企业20家',
    '更正：低小散应为188家',
    '/上报 你好',
    '/上报 僵尸企业处置了几家？',
  ],
]

describe('routing', () => {
  test.each([...QUESTIONS_AND_CHAT, ...ASKED_ABOUT])('“%s” is no report', (said) => {
    expect(read(said).kind).toBe('none')
  })

  test.each(REPORTS)('“%s” is meant as a report', (said) => {
    expect(read(said).kind).not.toBe('none')
  })
})

const faultOf = (said: string) => {
  const reading = read(said)
  if (reading.kind !== 'error') throw new Error(`${said} was read as ${reading.kind}`)
  return reading.error
}

describe('a fault', () => {
  test.each([
    ['/上报 个转企 35家 截至6月底', '个转企'],
    ['/上报 僵尸企业 12家；小升规 35家；截至6月底', '小升规'],
    ['/上报 低小散 二十来家 截至6月底', '二十来家'],
    ['/上報 低小散 「二十來家」 截至6月底', '二十來家'],
    ['/上报 小微园区 １２亩 截至6月底', '１２亩'],
    ['/上报 高企 20家 截至8月31日', '8月31日'],
  ])('in “%s” points at “%s” as it was typed', (said, words) => {
    const { span, message } = faultOf(said)
    expect(said.slice(span?.from, span?.to)).toBe(words)
    expect(message).toContain(words.startsWith('8月') ? '8月31日' : words)
  })

  test('of a name offers the nearest indicator', () => {
    const { message, nearest } = faultOf('/上报 废气排放量 下降5% 截至6月底')
    expect(nearest).toContain('wastewater-per-output')
    expect(message).toContain('是不是')
  })

  test('of an ambiguous name says what it may be', () => {
    expect(faultOf('/上报 小微 12家 截至6月底').message).toMatch(
      /科技型中小微企业.*小微企业园区|小微企业园区.*科技型中小微企业/,
    )
  })

  test('of size keeps the figures, so that they can wait as a draft', () => {
    const reading = read('/上报 僵尸企业 301家 截至6月底')
    expect(reading).toMatchObject({ kind: 'items', items: [{ indicator: 'zombie-firms', value: '301' }] })
  })
})

test('a figure keeps what was typed beside what is stored', () => {
  const reading = read('/上报 存量土地 ４８０亩 截至6月底')
  expect(reading).toMatchObject({
    kind: 'items',
    items: [{ value: '0.048', typedValue: '４８０', typedUnit: '亩' }],
  })
})

test('another county’s figures are asked about, with the words that name it', () => {
  const reading = read('安吉截至6月底处置僵尸企业12家')
  expect(reading).toMatchObject({ kind: 'other-region', regions: [{ name: '安吉县' }], reading: { confirm: true } })
})
