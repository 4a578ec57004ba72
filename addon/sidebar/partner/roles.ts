/** What somebody may do with a partner's sheet, to choose from. */

export type Role = 'reader' | 'writer';

export const ROLE_CHOICES = [
  { value: 'writer', label: 'Can edit' },
  { value: 'reader', label: 'Can view' },
];
export const roleOf = (value: string): Role => (value === 'reader' ? 'reader' : 'writer');
