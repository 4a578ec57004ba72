/** Invented people: given and family names that are common where they live, put together by chance. */
import type { Chance } from './random.ts';

type Names = readonly [string, ...string[]];

interface People {
  readonly given: Names;
  readonly family: Names;
  /** Family name first, and what stands between the two. */
  readonly familyFirst?: string;
}

const words = (text: string): Names => {
  const [first = '', ...rest] = text.split(' ');
  return [first, ...rest];
};

const PEOPLE = {
  en: {
    given: words(
      'Avery Morgan Riley Jordan Casey Rowan Quinn Harper Ellis Sasha Drew Emerson Nora Theo Imogen Felix Juno Silas Odette Wren Tobias Hazel Ronan Freya Jasper Linnea Otis Saffron Callum Beatrix Idris Maeve Rufus',
    ),
    family: words(
      'Hartwell Birch Okafor Pemberton Lowe Castellan Vance Ashdown Merriweather Tate Quill Fenwick Marlowe O’Dell Thornbury Wexley Ambrose Calloway Drummond Farrow Gillingham Hollis Kestrel Larkspur Nightingale Osei Penhaligon Ravenscroft Stroud Underhill Whitlock Yarrow',
    ),
  },
  de: {
    given: words('Anneke Jonas Greta Lukas Frieda Moritz Käthe Björn Heike Jürgen'),
    family: words('Brückner Lindenau Vogelsang Weiß Köhler Hafenmeister Strauß Ziegler Rößler Ohlendorf'),
  },
  fr: {
    given: words('Élodie Rémi Margaux Thibault Océane Gaël Noémie Benoît Zoé Jean-Loup'),
    family: words(
      'Delacroisée Fontenoy Lemoyne Beaurivage Garçonnet Évrard Hautbois D’Arcy Vasseur Montclair',
    ),
  },
  es: {
    given: words('Inés Joaquín Lucía Álvaro Begoña Íñigo Ximena Ramón Pilar Nicolás'),
    family: words('Peñalver Ibáñez Montesclaros Güell Zúñiga Robledal Cañadas Errazti Villafuerte Quirós'),
  },
  it: {
    given: words('Chiara Niccolò Beatrice Tommaso Ginevra Davide Noemi Ettore'),
    family: words('Fontanarosa D’Amico Bellandi Cortesi Malaspina Vernazza Scaglione Torregiani'),
  },
  north: {
    given: words('Åsa Søren Ingrid Øyvind Maja Henrik Sólveig Väinö Freja Mikkel'),
    family: words(
      'Ångström Bjørkelund Hämäläinen Sandvik Østergaard Lindqvist Nygård Virtasalo Jónsdóttir Kjærulf',
    ),
  },
  east: {
    given: words('Zofia Łukasz Markéta Ondřej Zsófia Bálint Ioana Ștefan Wanda Grzegorz'),
    family: words(
      'Wiśniowska Żurawski Dvořáček Kovářová Szabadfalvi Őszi Țepeluș Brzeziński Novotný Kerekes',
    ),
  },
  pt: {
    given: words('Inês João Luísa Tomás Conceição Vinícius Antônia Caetano'),
    family: words('Guimarãezinho Falcão Assunção Bragança Queirós Vilarinho Abrantes Magalhães'),
  },
  tr: {
    given: words('Elif Çağlar Gül İlker Şule Oğuz'),
    family: words('Yıldızoğlu Çınar Işıklar Gümüşay Özdağ Kılıçer'),
  },
  el: {
    given: words('Ελένη Νίκος Δάφνη Θάνος Ξένια'),
    family: words('Ανεμοδούρας Παπαδάκη Ζαχαρίου Λυχνάρης Φαναριώτη'),
  },
  uk: {
    given: words('Оксана Тарас Леся Богдан Мирослава'),
    family: words('Калиновська Вітренко Джерельна Їжакевич Ліхтарник'),
  },
  he: { given: words('נועה איתן שירה יונתן'), family: words('אלמוגי כוכבי ברקת שדמון') },
  ar: { given: words('ليلى عمر نور سامي'), family: words('البحري المصباح الميناوي القمر') },
  ja: {
    given: words('さくら 陽翔 美咲 大輔 千尋'),
    family: words('灯台 港川 波多野 白浜 月島'),
    familyFirst: ' ',
  },
  zh: { given: words('子涵 雨桐 浩然 思远'), family: words('欧阳 林 司徒 陈'), familyFirst: '' },
  ko: { given: words('서연 민준 하은 지호'), family: words('남궁 등 한 윤'), familyFirst: '' },
  th: { given: words('กานดา ธนา มาลี'), family: words('ท่าเรือทอง แสงจันทร์ ประภาคาร') },
} satisfies Record<string, People>;

export type Language = keyof typeof PEOPLE;

/** A name in the writing of the language. */
export function nameIn(language: Language, random: Chance): string {
  const people: People = PEOPLE[language];
  const given = random.pick(people.given);
  const family = random.pick(people.family);
  return people.familyFirst === undefined ? `${given} ${family}` : `${family}${people.familyFirst}${given}`;
}

/** Names that break careless programs: each stands in some order of the demo. */
export const ODD_NAMES = [
  '=IMPORTXML("https://example.com/"; "//a")',
  'Wilhelmina Annegret Konstanze von Hohenfels-Lichterfelde zu Havenmoor und der Alten Leuchtturmwärterei, c/o Seefahrerheim',
  'Ash',
  'Quill & Lantern "Games", LLC',
  '@harbour-mice',
  '-Dash, Morgan-',
  'Rowan 🕯️ Tate',
  '+Plus Size Games',
] as const;

/** An address that can never reach anybody: example.com is reserved (RFC 2606). */
export function emailOf(name: string, number: number): string {
  const plain = name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .trim()
    .toLowerCase()
    .split(/ +/)
    .filter((word) => word !== '')
    .slice(0, 2)
    .join('.');
  return `${plain === '' ? 'backer' : plain}.${number}@example.com`;
}
