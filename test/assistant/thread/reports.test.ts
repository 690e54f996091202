/** A report goes on from the one before it, or from what the talk is about: shown as assumed, never recorded at once. */
import { describe, expect, test } from 'vitest'
import { desk, figuresIn, played, says } from './talk.ts'

describe('a report that leaves out what was said before', () => {
  test('another month of the same indicator', async () => {
    await played({
      who: '长兴',
      steps: [
        says('5月底僵尸企业累计2家', /2017年5月/),
        says('好', /已记录|还差原因/),
        says('那六月报3家', /僵尸企业[\s\S]*3家[\s\S]*2017年6月/, /已记录/),
      ],
    })
  })

  test('an earlier month, with the number after it', async () => {
    await played({
      who: '长兴',
      steps: [says('僵尸企业6月5家', /2017年6月/), says('5月的呢 4家', /僵尸企业[\s\S]*4家[\s\S]*2017年5月/, /已记录/)],
      figures: 0,
    })
  })

  test('another indicator of the same month and place', async () => {
    await played({
      who: '湖州',
      steps: [
        says('替长兴报5月僵尸企业4家', /长兴县[\s\S]*2017年5月/),
        says('还有标准厂房2.1万方', /长兴县[\s\S]*2\.1万平方米[\s\S]*2017年5月/, /湖州市|已记录/),
      ],
      figures: 0,
    })
  })

  test('another county of the same indicator', async () => {
    await played({
      who: '湖州',
      steps: [
        says('替长兴报6月低小散20家', /长兴县/),
        says('确认', /已记录|还差原因/),
        says('德清的报25家', /德清县[\s\S]*低小散[\s\S]*25家/, /已记录/),
      ],
    })
  })

  test('the same number of another county', async () => {
    await played({
      who: '湖州',
      steps: [
        says('替长兴报6月科技型中小微8家', /长兴县/),
        says('确认', /已记录|还差原因/),
        says('德清也一样', /德清县[\s\S]*科技型中小微[\s\S]*8家/, /已记录/),
      ],
    })
  })

  test('after what was taken back, its right number', async () => {
    await played({
      who: '长兴',
      steps: [
        says('/上报 科技型中小微 25家 截至6月30日', /已记录/),
        says('撤回', /已撤回/),
        says('那就报24家', /科技型中小微企业[\s\S]*24家/, /已记录/),
      ],
    })
  })

  test('after a question on the ledger, the figure of what was asked about', async () => {
    await played({
      who: '长兴',
      steps: [says('我们高企报了多少', /高新技术企业/), says('那报9家吧', /高新技术企业[\s\S]*9家/, /已记录/)],
      figures: 0,
    })
  })

  test('after a question on how it is counted', async () => {
    await played({
      who: '长兴',
      steps: [says('小微企业园区的口径是什么', /口径/), says('清楚了，那6月报2个', /小微企业园区[\s\S]*2/, /已记录/)],
      figures: 0,
    })
  })

  test('the own city, after one of its counties', async () => {
    await played({
      who: '湖州',
      steps: [
        says('替长兴报6月低小散20家', /长兴县/),
        says('那我们市里的报120家', /湖州市[\s\S]*低小散[\s\S]*120家/, /请确认：长兴|已记录/),
      ],
      figures: 0,
    })
  })

  test('another county, by the province', async () => {
    await played({
      who: '省办',
      steps: [says('替长兴报6月低小散20家', /长兴县/), says('德清的报25家', /德清县[\s\S]*25家/, /已记录/)],
      figures: 0,
    })
  })

  test('says that it was assumed', async () => {
    await played({
      who: '长兴',
      steps: [says('僵尸企业6月5家', /请确认/), says('5月的呢 4家', /上文/)],
    })
  })
})

describe('what goes on from nothing is no report', () => {
  test('a number with nothing said before it', async () => {
    await played({ who: '长兴', steps: [says('那报8家', /./, /请确认|已记录/)], figures: 0 })
  })

  test('a question about the next month', async () => {
    await played({
      who: '长兴',
      steps: [says('5月底僵尸企业累计2家', /请确认/), says('那六月要报几家', /./, /请确认：|已记录/)],
      figures: 0,
    })
  })

  test('a number in a unit that the indicator is not counted in', async () => {
    await played({
      who: '长兴',
      steps: [says('僵尸企业6月5家', /请确认/), says('那5月报30亩', /./, /30亩 →|已记录|累计：/)],
      figures: 0,
    })
  })

  test('a county that somebody else reports for', async () => {
    await played({
      who: '长兴',
      steps: [says('僵尸企业6月5家', /请确认/), says('那安吉的报2家', /./, /请确认：安吉|请确认：长兴|已记录/)],
      figures: 0,
    })
  })

  test('what somebody else said in the same group', async () => {
    const { saysInGroup, store } = await desk()
    expect(await saysInGroup('长兴', '僵尸企业6月5家')).toMatch(/请确认/)
    expect(await saysInGroup('德清', '那5月报4家')).not.toMatch(/请确认/)
    expect(await figuresIn(store)).toBe(0)
  })
})
