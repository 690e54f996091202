/** What a model may say for a person: no number, place or time that was not said. */
import { describe, expect, test } from 'vitest'
import { isFounded } from '../../../src/assistant/interpreter/founded.ts'
import { whole } from '../../office.ts'
import { read } from '../../said.ts'

const county = whole.regions.find('长兴县')
if (!county) throw new Error('no such county')
const own = whole.regions.all.map(({ key }) => key).filter((key) => whole.regions.within(county.key, key))
const saying = (words: string) => read(words, { today: '2017-07-03', own: county.key } as Parameters<typeof read>[1])

/** @param shown what the program said before */
const isSaid = (line: string, words: readonly string[], shown: string) =>
  isFounded(saying(line), { own: words.map(saying), shown: saying(shown), places: own })

describe('a line is believed', () => {
  test.each<readonly [string, string, readonly string[], string]>([
    ['in figures where it was said in words', '上报 腾出用能空间 800吨标煤', ['腾出八百吨标煤'], ''],
    ['with a number of an earlier turn', '上报 僵尸企业 7家', ['我们7家', '僵尸企业的'], ''],
    ['with a number that stands alone', '上报 僵尸企业 6', ['将尸企业6'], ''],
    ['with a day for a day told otherwise', '请假 7月4日至7月10日', ['明天起一个礼拜不在'], ''],
    ['with a place that the program named', '进度 德清县', ['再看看它'], '德清县：僵尸企业3家'],
    ['with words of the person that may be read as a number', '问 第三部分讲了几条', ['第三部分讲了几条'], ''],
    ['with a numeral in a longer text of the person', '催报 长兴县 加一句 请抓紧', ['再加一句 请抓紧'], ''],
    ['with nothing new where a dash was said to be nothing', '上报 小微企业园区 无新增', ['横杠就是没有的意思'], ''],
    ['with a standard that no numeral says', '进度 长兴县 哪些指标完成任务', ['有哪些够了'], ''],
    ['with what is more than nothing', '进度 哪些指标累计大于0', ['哪些动了'], ''],
    ['with the pace where no time was told', '进度 长兴县 比序时落后多少家', ['落后多少家'], ''],
    ['with a place that the own one lies in', '进度 湖州市', ['全市呢'], ''],
    ['with the own place', '核对 长兴县 6月', ['六月都交了吧'], ''],
  ])('%s', (_, line, own, shown) => expect(isSaid(line, own, shown)).toBe(true))
})

describe('a line is not believed', () => {
  test.each<readonly [string, string, readonly string[], string]>([
    ['with another number', '上报 僵尸企业 30家', ['僵尸企业3家'], ''],
    ['with a number that is a month’s', '上报 僵尸企业 6家', ['僵尸企业6月底的报一下'], ''],
    ['with half', '进度 完成率过半的', ['完成得好的'], ''],
    ['with none where nothing was told', '上报 僵尸企业 0家', ['僵尸企业没动静'], ''],
    ['with a part of a number', '上报 僵尸企业 三家', ['僵尸企业二十三家'], ''],
    ['with a number that only the program named', '上报 僵尸企业 19家', ['照任务数报'], '任务19家'],
    ['with a place that nobody named', '催报 安吉县', ['没报的催一下'], ''],
    ['with a time where none was told', '上报 僵尸企业 6家 截至6月30日', ['僵尸企业6家'], ''],
  ])('%s', (_, line, own, shown) => expect(isSaid(line, own, shown)).toBe(false))
})
