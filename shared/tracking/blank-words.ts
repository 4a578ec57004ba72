/** What people write into a tracking cell when there is no number. */

const WORDS: ReadonlySet<string> = new Set(
  [
    // English
    'n/a,na,n.a.,none,null,nil,no,not available,not applicable,pending,tba,tbd,tbc,to follow,unknown,untracked',
    'no tracking,no tracking number,without tracking,not tracked,letter,letter mail,lettermail,stamp,stamps,stamped',
    'mail,regular mail,standard mail,economy,x,?,??,???,.,..,...,0,00,000,blank,empty,missing,see notes,awaiting',
    '#n/a,#ref!,#value!,#name?,undefined,false',
    // German
    'ausstehend,offen,folgt,brief,warensendung,keine,keins,kein,ohne,ohne tracking,ohne sendungsnummer,entfällt,k.a.',
    // French
    'aucun,aucune,néant,neant,en attente,à venir,lettre,sans suivi,non suivi',
    // Spanish, Portuguese, Italian
    'ninguno,ninguna,pendiente,carta,sin seguimiento,sin número,nenhum,pendente,sem rastreio',
    'nessuno,nessuna,in attesa,lettera,senza tracking,da definire',
    // Dutch, Polish, Swedish
    'geen,volgt,zonder tracking,brak,list,oczekuje,ingen,inget,saknas,brev',
    // Chinese, Japanese
    '无,無,没有,沒有,待定,平邮,平郵,暂无,なし,未定,無し',
  ]
    .join(',')
    .split(','),
);

/** Longer texts are not looked up. */
const LONGEST = 30;

/** True for blank cells, dashes, and words that say "no number yet" or "sent as a letter" (G7). */
export function isBlankWord(raw: string): boolean {
  const text = raw.trim();
  if (text === '') return true;
  if (text.length > LONGEST) return false;
  if (/^[-\u2010-\u2015\u2212_/\\*.0]+$/.test(text)) return true;
  return WORDS.has(
    text
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .replace(/^[(["'']+|[)\]"'!]+$/g, ''),
  );
}
