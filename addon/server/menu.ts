/** The menu, in the order of the work. */

/** Label and the name of the global function, or a submenu, or a line. */
type Item =
  | readonly [label: string, fn: string]
  | { readonly label: string; readonly items: readonly Item[] }
  | null;

const MENU: readonly Item[] = [
  ['Import Orders', 'menuImportOrders'],
  ['Lock Down', 'menuLockDown'],
  ['Record Payments', 'menuRecordPayments'],
  ['Finalize Addresses', 'menuFinalizeAddresses'],
  ['Push to Channel', 'menuPushToChannel'],
  ['Import Tracking', 'menuImportTracking'],
  ['Sync Now', 'menuSyncNow'],
  null,
  ['What to Do Next', 'menuGuide'],
  ['Find Order', 'menuFindOrder'],
  ['Undo Last Run', 'menuUndoLastRun'],
  null,
  {
    label: 'Orders',
    items: [
      ['Hold', 'menuHold'],
      ['Release', 'menuRelease'],
      ['Check Addresses', 'menuCheckAddresses'],
      ['Reopen Address', 'menuReopenAddress'],
      ['Unlock', 'menuUnlock'],
      ['Cancel', 'menuCancel'],
      ['Recall Parcels', 'menuRecall'],
      ['Send Changes', 'menuSendChanges'],
      ['Add Item to Orders', 'menuAddItem'],
      ['Substitute Item', 'menuSubstituteItem'],
      ['Mark as Shipped', 'menuMarkShipped'],
      ['Force Mark as Shipped', 'menuForceMarkShipped'],
      ['Send Replacement', 'menuSendReplacement'],
      ['Record Return', 'menuRecordReturn'],
      ['Add Note', 'menuAddNote'],
    ],
  },
  {
    label: 'Set Up',
    items: [
      ['Rewards', 'menuRewards'],
      ['Channels', 'menuChannels'],
      ['Partner Sheets', 'menuPartnerSheets'],
      ['Connections', 'menuConnections'],
      ['Segments', 'menuSegments'],
      ['Products', 'menuProducts'],
      ['Export Presets', 'menuExportPresets'],
      ['Settings', 'menuSettings'],
    ],
  },
  {
    label: 'Tools',
    items: [
      ['Activity', 'menuActivity'],
      ['Repair Sheets', 'menuRepairSheets'],
      ['Check This Spreadsheet', 'menuCheckThisSpreadsheet'],
    ],
  },
];

/** Adds the menu. It asks for nothing and reads nothing, so it works before anybody has authorised the add-on. */
export function addMenu(ui: GoogleAppsScript.Base.Ui): void {
  filled(ui, ui.createMenu('Shipsheet'), MENU).addToUi();
}

function filled(
  ui: GoogleAppsScript.Base.Ui,
  menu: GoogleAppsScript.Base.Menu,
  items: readonly Item[],
): GoogleAppsScript.Base.Menu {
  for (const item of items) {
    if (item === null) menu.addSeparator();
    else if ('label' in item) menu.addSubMenu(filled(ui, ui.createMenu(item.label), item.items));
    else menu.addItem(item[0], item[1]);
  }
  return menu;
}
