/** What is new in this time adds to what was reported: 新处置, 又处置, with the name or without it. */
import { describe, expect, test } from 'vitest'
import { played, says } from '../../assistant/thread/talk.ts'
import { inShort, read } from './office.ts'

describe('what is new in this time', () => {
  test.each(['六月新处置了1家', '这个月又处置了1家', '六月又处置1家', '本月新处置1家'])(
    'after a report, %s adds to it and is shown first',
    async (said) => {
      await played({
        who: '长兴',
        steps: [
          says('5月底僵尸企业累计2家', /2017年5月/),
          says('好', /已记录|还差原因/),
          says(said, /僵尸企业[\s\S]*新增 ?1家/, /已记录|比上次累计少/),
        ],
      })
    },
  )

  test.each([
    ['六月新处置了2家僵尸企业', '僵尸 +2 @06-30 ?'],
    ['/上报 僵尸企业 新处置了2家', '僵尸 +2 @06-30 ?'],
    ['/上报 存量建设用地 新盘活60亩', '土地 +0.006 @06-30 ?'],
    // the name itself says it
    ['/上报 高企 新认定3家', '高企 3 @06-30'],
    // one of several kinds
    ['/上报 标准厂房 新建3.2万平方米，改扩建1.1万平方米，合计4.3万平方米', '厂房 4.3 @06-30 ?'],
    ['/上报 僵尸企业 累计新处置12家', '僵尸 12 @06-30'],
  ])('%s is read as %s', (said, expected) => {
    expect(inShort(read(said))).toBe(expected)
  })
})
