/** What is claimed is confirmed only where the paper says so: not where it turns, limits or excepts what it says. */
import { describe, expect, test } from 'vitest'
import { readDocument } from '../../src/documents/index.ts'
import { askerOf, says } from './asker.ts'
import water from './papers/water.txt?raw'

const permits = askerOf(readDocument(water, { id: 'water' }))
const firstLine = (question: string): string => says(permits, question).text.split('\n')[0] ?? ''

describe('a claim', () => {
  test.each([
    ['家里用水要办取水证吗', '除外', 'the next sentence excepts the household'],
    ['取水单位都要装计量设施吗', '可以不安装', 'small ones need none'],
    ['超采区能不能新增地下水取水', '不得新增', 'it is forbidden'],
    ['现场勘查时间算在20个工作日里吗', '不计算在内', 'it is not counted in'],
    ['跨县取水也是找县里申请吗', '设区市', 'another level is in charge'],
    ['年取水量200万立方米要不要编制论证报告书', '100万立方米以上', 'a bound is no figure to be put right'],
  ])('%s → shown with %s, neither confirmed nor denied in one word', (question, shown) => {
    expect(firstLine(question)).toContain(shown)
    expect(firstLine(question)).not.toMatch(/^(?:是|有|不是)[，,]/)
  })

  test('that agrees is confirmed', () => {
    expect(firstLine('取水证有效期一般5年吧')).toMatch(/^是，.*一般为5年/)
    expect(firstLine('擅自取水要罚款吗')).toMatch(/^是，/)
  })

  test('that leaves a qualifier out, or claims firmly what is only allowed, is shown what is written', () => {
    expect(firstLine('取水证有效期5年吧')).toMatch(/^文件写的是：.*一般为5年/)
    expect(firstLine('农业灌溉取水许可证有效期是10年吗')).toMatch(/^文件写的是：.*可以延长至15年/)
  })

  describe('that puts one word of the sentence in the place of another', () => {
    const archive = askerOf(
      readDocument(
        '档案数字化管理办法\n第一条 项目验收后15日内，档案馆应当与保管单位办理交接，由保管单位负责日常存放，质保期内的补扫由承包方承担。\n第二条 档案局负责立项审查，财政局负责资金拨付和标准的核定，信息中心（以下简称承办机构）负责系统运行。\n第三条 连续两次抽检不合格的，由档案局约谈项目负责人。',
        { id: 'archive' },
      ),
    )
    const first = (question: string): string => says(archive, question).text.split('\n')[0] ?? ''

    test.each([
      ['档案馆应当与承包方办理交接，对吗', '与保管单位办理交接'],
      ['承办机构负责标准的核定，对吗', '财政局负责资金拨付和标准的核定'],
      ['连续三次抽检不合格的，由档案局约谈项目负责人，对吗', '连续两次抽检不合格'],
    ])('%s → not confirmed', (question, shown) => {
      expect(first(question)).not.toMatch(/^是/)
      expect(first(question)).toContain(shown)
    })

    test.each([
      '档案馆应当与保管单位办理交接，对吗',
      '财政局负责标准的核定，对吗',
      '连续两次抽检不合格的，由档案局约谈项目负责人，对吗',
    ])('%s → confirmed as it is written', (question) => {
      expect(first(question)).toMatch(/^是，/)
    })
  })

  describe('that gives a body the duty of another', () => {
    const safety = askerOf(
      readDocument(
        '电梯安全责任清单\n第一条 市住建局负责加装审批，市应急管理局负责疏散通道检查，物业公司负责日常巡查。\n第二条 物业公司应当每月向市住建局报送巡查记录。\n第三条 应急预案由市应急管理局会同市住建局制定，维保单位名录由市市场监管局公布。\n第四条 服务中心委托物业公司更换老旧部件。',
        { id: 'safety' },
      ),
    )
    const first = (question: string): string => says(safety, question).text.split('\n')[0] ?? ''

    test.each([
      ['市住建局负责疏散通道检查，对吗', 'the duty stands behind another body'],
      ['物业公司负责加装审批，对吗', 'its body stands farther on'],
      ['市住建局应当每月向物业公司报送巡查记录，对吗', 'who reports to whom'],
      ['应急预案由市住建局会同市应急管理局制定，对吗', 'who leads'],
      ['应急预案由市市场监管局公布，对吗', 'the task of one, the body of another'],
      ['服务中心更换老旧部件，对吗', 'who has it done'],
      ['市财政局负责日常巡查，对吗', 'a body that the paper has not'],
    ])('%s → not confirmed: %s', (question) => {
      expect(first(question)).not.toMatch(/^是/)
    })

    test.each([
      '市应急管理局负责疏散通道检查，对吗',
      '物业公司应当每月向市住建局报送巡查记录，对吗',
      '应急预案由市应急管理局会同市住建局制定，对吗',
      '服务中心委托物业公司更换老旧部件，对吗',
    ])('%s → confirmed as it is written', (question) => {
      expect(first(question)).toMatch(/^是，/)
    })
  })

  test('that lies under an opening line is read with it', () => {
    const lifts = askerOf(
      readDocument(
        '加装电梯管理办法\n第一条 有下列情形之一的，不适用本办法：\n（一）经鉴定为危险房屋的；\n（二）已列入征收计划的。\n第二条 县级主管部门应当于每年8月31日前公布名单。',
        { id: 'lifts' },
      ),
    )
    expect(says(lifts, '危险房屋可以加装电梯吗').text).toMatch(/不适用/)
    expect(says(lifts, '危险房屋可以加装电梯吗').text).not.toMatch(/^是/)
    expect(says(lifts, '名单是9月底前公布对吧').text).toMatch(/^不是9月底.*8月31日/)
    expect(says(lifts, '名单是8月底前公布对吧').text).not.toMatch(/^不是/)
    expect(says(lifts, '名单是8月29日前公布对吧').text).toMatch(/^不是8月29日.*8月31日/)
  })
})

describe('a figure is of its own member of a row, however it is said', () => {
  const water = askerOf(
    readDocument(
      [
        '某省水利工作要点',
        '一、主要目标',
        '2024年力争新建节水型企业300家、改造管网1000万平方米。',
        '万元GDP用水量和万元工业增加值用水量较上年分别下降4%、5%。',
        '对省级、市级、县级示范区分别给予补助20万元、10万元、5万元。',
        '单个主体购置水表不低于300台。',
        '鼓励工业园区统一建设再生水管网。',
      ].join('\n'),
      { id: 'rows' },
    ),
  )
  const answer = (claim: string): string => says(water, claim).text.split('\n')[0] ?? ''

  test.each([
    ['万元GDP用水量下降5%是吧', 'the figure of the next member'],
    ['县级示范区补助10万元对吧', 'nothing tells which of three figures is whose'],
    ['2024年力争30家的节水型企业是吧', '30 is no short form of 300'],
    ['2024年力争1000平方米的改造管网对吗', 'nor 平方米 of 万平方米'],
    ['2024年每月力争300家的节水型企业对吧', 'spread over months'],
    ['我记得是每月节水型企业，2024年力争新建300家', 'in the clause that tells'],
    ['人均购置水表，不低于300台，对不对', 'each person is no single body'],
    ['2024年力争新建节水型企业300家是上限对吧', 'a bound said from afar'],
    ['2024年力争新建节水型企业300家、改造管网1000万平方米都提前对吧', 'what follows the last figure'],
    ['2024年节水型企业已新建300家对吧', 'a goal is not done'],
    ['工业园区要统一建设再生水管网对吧', 'what is encouraged is no duty'],
  ])('%s is not confirmed: %s', (claim) => {
    expect(answer(claim)).not.toMatch(/^是/)
  })

  test.each([
    '万元GDP用水量较上年下降4%是吧',
    '万元工业增加值用水量下降5%对不对',
    '2024年力争300家的新建节水型企业是吧',
    '单个主体购置水表，不低于300台，对不对',
    '鼓励工业园区统一建设再生水管网对吧',
  ])('%s is', (claim) => {
    expect(answer(claim)).toMatch(/^是，/)
  })
})

describe('a figure of several things together', () => {
  const paper = askerOf(
    readDocument(
      [
        '某省工业工作要点',
        '一、主要目标',
        '2024年力争新改扩建仓库500万平方米，关停和改造落后窑炉800座，培育专精特新中小企业1200家。',
        '冷库用电量、用水量同比分别下降3%、6%。',
        '全年进出口总额突破900亿元。',
      ].join('\n'),
      { id: 'together' },
    ),
  )
  const answer = (claim: string): string => says(paper, claim).text.split('\n')[0] ?? ''

  test.each([
    '仓库500万平是新建吗',
    '2024年扩建仓库500万平方米，对吧',
    '2024年关停落后窑炉800座是吧',
    '落后窑炉改造800座，对吗',
    '全年出口总额突破900亿元，对吧',
  ])('%s: not confirmed of one of them alone', (claim) => {
    expect(answer(claim)).toMatch(/^文件写的是/)
  })

  test.each([
    '仓库500万平方米是新改扩建吗',
    '2024年关停和改造落后窑炉800座，对吧',
    '冷库用水量同比下降6%，对吧',
    '进出口总额突破900亿元，对吗',
    '培育专精特新中小企业1200家是吧',
  ])('%s: confirmed of all of them, and of each what is of each', (claim) => {
    expect(answer(claim)).toMatch(/^是，/)
  })
})

describe('a figure that hangs on the one before it', () => {
  const report = askerOf(
    readDocument(
      '某县经济运行情况\n一、总体情况\n2024年全县竹笋产量2.4万吨，增长6.5%；生猪出栏31万头，下降2.2%。食品业增加值86亿元，增长4.1%。',
      { id: 'report' },
    ),
  )
  const answer = (claim: string): string => says(report, claim).text.split('\n')[0] ?? ''

  test.each(['竹笋产量2.4万吨，增长6.5%，对吧', '生猪出栏31万头，下降2.2%，对吗', '食品业增加值86亿元，增长4.1%对吧'])(
    '%s → confirmed',
    (claim) => {
      expect(answer(claim)).toMatch(/^是，/)
    },
  )

  test.each([
    ['竹笋产量2.4万吨，增长4.1%，对吧', 'the growth of another'],
    ['竹笋产量2.4万吨，下降6.5%，对吧', 'the other way'],
    ['生猪出栏31万头，下降6.5%，对吗', 'the growth of another'],
    ['竹笋产量86亿元，增长4.1%，对吧', 'both figures of another'],
    ['竹笋产量增长2.4万吨，对吧', 'what is reached is no growth'],
  ])('%s → not confirmed: %s', (claim) => {
    expect(answer(claim)).not.toMatch(/^是/)
  })
})

describe('a limit that a table has in a column of its own', () => {
  const table = askerOf(
    readDocument(
      '养老服务目标\n一、指标\n下表为各项指标。\n指标名称\t2025年目标\t目标口径\t数据提供单位\n护理床位占比\t65%\t不低于\t省民政厅\n改造超期率\t2%\t不高于\t省住建厅\n',
      { id: 'limits' },
    ),
  )
  const answer = (claim: string): string => says(table, claim).text.split('\n')[0] ?? ''

  test('is the limit of its row’s figure', () => {
    expect(answer('改造超期率2025年目标不高于2%，对吧')).toMatch(/^是，/)
    expect(answer('护理床位占比2025年目标不低于65%，对吧')).toMatch(/^是，/)
    expect(answer('改造超期率2025年目标不低于2%，对吧')).not.toMatch(/^是/)
    expect(answer('护理床位占比2025年目标不高于65%，对吧')).not.toMatch(/^是/)
  })
})

describe('what closes a claim is no part of its figure', () => {
  const paper = askerOf(
    readDocument('某省工业工作要点\n一、主要目标\n2024年新认定高新技术企业1500家，盘活土地8万亩。', { id: 'bare' }),
  )
  const answer = (claim: string): string => says(paper, claim).text.split('\n')[0] ?? ''

  test.each([
    ['高新技术企业1500对吧', '1500家'],
    ['高新技术企业1500，没错吧', '1500家'],
    ['高新技术企业1500是吧', '1500家'],
    ['土地盘活8万 对不对', '8万亩'],
  ])('%s → confirmed with its unit, %s', (claim, written) => {
    expect(answer(claim)).toMatch(/^是，/)
    expect(answer(claim)).toContain(written)
  })

  test.each([
    ['高新技术企业1600对吧', '不是1600，'],
    ['土地盘活9万对吧', '不是9万，'],
  ])('%s → put right: %s', (claim, said) => {
    expect(answer(claim)).toContain(said)
  })
})

describe('what a question says of its subject', () => {
  const grants = askerOf(
    readDocument(
      [
        '2022年营商环境工作要点',
        '一、优化审批',
        '（一）5月底前出台首批免罚清单，涉及事项不少于45项。',
        '（二）高压单电源用户办电不超过25个工作日。',
        '（三）县级主管部门7个工作日内出具初审意见；市级主管部门5月30日前报省级主管部门。',
        '（四）对首次获评5A级物流企业的，给予一次性奖励200万元。',
        '（五）80至89周岁老年人每餐补助4元，90周岁以上老年人每餐补助6元。',
        '（六）新增标准化园区120家，新建厂房100万平方米。',
        '（七）严格落实等量置换或减量置换，推动落后设备淘汰。',
      ].join('\n'),
      { id: 'grants' },
    ),
  )

  test.each([
    ['第二批免罚清单什么时候出', 'the first batch is not the second'],
    ['首次获评3A级物流企业奖多少钱', 'another grade'],
    ['70岁老年人每餐补助多少', 'no rule for that age'],
    ['减量置换按几比几换', 'no ratio is given'],
    ['园区要什么资质', 'a thing that the paper does not know'],
  ])('%s: %s', (question) => {
    expect(says(grants, question).status).toBe('declined')
  })

  test.each([
    ['首批免罚清单什么时候出', '5月底'],
    ['高压单电源用户办电要几天', '25个工作日'],
    ['85岁老年人每餐补助多少', '4元'],
    ['92周岁的老年人每餐补助多少', '6元'],
    ['县里初审几天出意见', '7个工作日'],
    ['获评5A级物流企业奖多少钱', '200万元'],
  ])('%s → %s', (question, said) => {
    expect(says(grants, question).text.split('\n')[0]).toContain(said)
  })
})

test('two questions with nothing but a blank between them are both answered', () => {
  const said = says(permits, '取水许可证最长几年 偷偷取水罚多少').text
  expect(said).toContain('10年')
  expect(said).toContain('2万元以上10万元以下')
})

test.each(['咋回事', '谁报的', '领导在不在', '材料交哪', '格式有要求吗', '9月的数出来没', '有没有模板'])(
  '%s is chat that names nothing: no sentence of the paper answers it',
  (chat) => {
    expect(says(permits, chat).status).not.toBe('answered')
  },
)
