/** Letters that a PDF names by the sign of their radical: ⽬ is printed like 目, and is found by nobody who types it. */

/** CJK Radicals Supplement from U+2E80, in order; ？ where no letter of its own is meant (Unicode, EquivalentUnifiedIdeograph.txt). */
const SUPPLEMENT =
  '？厂乛乚乙亻冂？刀刂卜㔾小小兀尣尢？巳幺彑彐忄㣺扌攵？旡日月歺母民氵氺灬爫爫丬牛犭王？目示礻？糹纟罓罒？？？羊？？耂肀聿肉？艹艹艹虎衤覀西见角？讠贝？车辶辶辶邑钅長镸长门？阝雨青韦页风飞食？飠饣？马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟'

/**
 * The text with the radicals that some PDFs print (U+2E80–2FD5) replaced by the characters that people type; of the
 * same length. A radical without such a character stays.
 */
export const inLetters = (text: string): string =>
  text.replace(/[\u2e80-\u2fd5]/g, (sign) => {
    const letter = SUPPLEMENT.charAt(sign.charCodeAt(0) - 0x2e80)
    return letter === '' ? sign.normalize('NFKC') : letter === '？' ? sign : letter
  })
