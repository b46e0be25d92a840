-- A library as Broadsheet 0.1.0 (schema 1) wrote it: what migrations start from. Load it with executescript().
BEGIN TRANSACTION;
CREATE TABLE changes (                -- NULL: the mark was not, or is no longer, there
    step INTEGER NOT NULL, row INTEGER NOT NULL, mark TEXT NOT NULL, before, after,
    PRIMARY KEY (step, row, mark)
) WITHOUT ROWID;
INSERT INTO "changes" VALUES(1,1,'read',NULL,1780000120000);
INSERT INTO "changes" VALUES(2,1,'bookmark',NULL,1780000240000);
INSERT INTO "changes" VALUES(3,2,'tag:ocean',NULL,1780000360000);
INSERT INTO "changes" VALUES(3,2,'tag:to read',NULL,1780000360000);
INSERT INTO "changes" VALUES(4,3,'note',NULL,'First line.
Second: line, with ''quotes''.');
INSERT INTO "changes" VALUES(5,2,'read',NULL,1780000600000);
INSERT INTO "changes" VALUES(6,1,'read',1780000120000,NULL);
INSERT INTO "changes" VALUES(6,1,'tag:night',NULL,1780000720000);
INSERT INTO "changes" VALUES(6,2,'bookmark',NULL,1780000720000);
INSERT INTO "changes" VALUES(6,2,'read',1780000600000,NULL);
INSERT INTO "changes" VALUES(6,2,'tag:night',NULL,1780000720000);
INSERT INTO "changes" VALUES(6,2,'tag:ocean',1780000360000,NULL);
INSERT INTO "changes" VALUES(6,3,'bookmark',NULL,1780000720000);
INSERT INTO "changes" VALUES(6,3,'tag:night',NULL,1780000720000);
INSERT INTO "changes" VALUES(6,4,'bookmark',NULL,1780000720000);
INSERT INTO "changes" VALUES(6,4,'tag:night',NULL,1780000720000);
INSERT INTO "changes" VALUES(7,3,'note','First line.
Second: line, with ''quotes''.',NULL);
INSERT INTO "changes" VALUES(8,3,'tag:night shift, off',NULL,1780000960000);
INSERT INTO "changes" VALUES(9,5,'bookmark',NULL,1780001080000);
INSERT INTO "changes" VALUES(10,5,'bookmark',1780001080000,NULL);
INSERT INTO "changes" VALUES(12,8,'note',NULL,'Two ponds.');
INSERT INTO "changes" VALUES(12,8,'tag:coast',NULL,1780001440000);
INSERT INTO "changes" VALUES(13,8,'note','Two ponds.','One pond.

Two ponds.');
INSERT INTO "changes" VALUES(13,8,'read',NULL,1780001560000);
INSERT INTO "changes" VALUES(14,0,'view:Sheep',NULL,'0000 sheep is:unread');
INSERT INTO "changes" VALUES(15,0,'view:Code',NULL,'0001 has:code sort:stars');
INSERT INTO "changes" VALUES(16,0,'view:Old',NULL,'0002 date:..2000');
INSERT INTO "changes" VALUES(17,0,'view:Before: 2000',NULL,'0002 date:..2000');
INSERT INTO "changes" VALUES(17,0,'view:Old','0002 date:..2000',NULL);
INSERT INTO "changes" VALUES(18,0,'view:Code','0001 has:code sort:stars','0000 has:code sort:stars');
INSERT INTO "changes" VALUES(18,0,'view:Sheep','0000 sheep is:unread','0001 sheep is:unread');
INSERT INTO "changes" VALUES(19,0,'view:Before: 2000','0002 date:..2000','0001 date:..2000');
INSERT INTO "changes" VALUES(19,0,'view:Sheep','0001 sheep is:unread',NULL);
INSERT INTO "changes" VALUES(20,1,'note',NULL,'From the other desk.');
INSERT INTO "changes" VALUES(20,1,'read',NULL,1780002040000);
INSERT INTO "changes" VALUES(20,1,'tag:imported',NULL,1780002040000);
INSERT INTO "changes" VALUES(21,4,'tag:forest',NULL,1780002220000);
INSERT INTO "changes" VALUES(22,4,'read',NULL,1780002340000);
INSERT INTO "changes" VALUES(22,5,'read',NULL,1780002340000);
CREATE TABLE marks (                  -- what the user did: read, bookmark, note, tag:NAME
    mark TEXT NOT NULL, row INTEGER NOT NULL, value NOT NULL, PRIMARY KEY (mark, row)
) WITHOUT ROWID;
INSERT INTO "marks" VALUES('bookmark',1,1780000240000);
INSERT INTO "marks" VALUES('bookmark',2,1780000720000);
INSERT INTO "marks" VALUES('bookmark',3,1780000720000);
INSERT INTO "marks" VALUES('bookmark',4,1780000720000);
INSERT INTO "marks" VALUES('note',1,'From the other desk.');
INSERT INTO "marks" VALUES('note',8,'One pond.

Two ponds.');
INSERT INTO "marks" VALUES('read',1,1780002040000);
INSERT INTO "marks" VALUES('read',8,1780001560000);
INSERT INTO "marks" VALUES('tag:coast',8,1780001440000);
INSERT INTO "marks" VALUES('tag:imported',1,1780002040000);
INSERT INTO "marks" VALUES('tag:night',1,1780000720000);
INSERT INTO "marks" VALUES('tag:night',2,1780000720000);
INSERT INTO "marks" VALUES('tag:night',3,1780000720000);
INSERT INTO "marks" VALUES('tag:night',4,1780000720000);
INSERT INTO "marks" VALUES('tag:night shift, off',3,1780000960000);
INSERT INTO "marks" VALUES('tag:to read',2,1780000360000);
INSERT INTO "marks" VALUES('view:Before: 2000',0,'0001 date:..2000');
INSERT INTO "marks" VALUES('view:Code',0,'0000 has:code sort:stars');
CREATE TABLE memory (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "memory" VALUES('library','410a32e2d6d161b6ae4007115e099b15');
INSERT INTO "memory" VALUES('reader.feed.hf','{"synced": 1780000000000, "complete": ["2026-05-01"], "validators": {"https://example.org/feed": ["\"abc\"", "Fri, 01 May 2026 00:00:00 GMT"]}}');
INSERT INTO "memory" VALUES('reader.last_view','"Code"');
INSERT INTO "memory" VALUES('reader.new_since','1780000060000');
INSERT INTO "memory" VALUES('reader.opened','1780000060000');
INSERT INTO "memory" VALUES('reader.theme','"nord"');
CREATE TABLE names (                  -- every identity under which a paper is or was known
    name TEXT PRIMARY KEY, row INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO "names" VALUES('2401.00001',1);
INSERT INTO "names" VALUES('t-948ff06b7d78',1);
INSERT INTO "names" VALUES('doi:10.1000/lighthouse.7',2);
INSERT INTO "names" VALUES('t-f6b5b5cfef64',2);
INSERT INTO "names" VALUES('t-924ab18005db',3);
INSERT INTO "names" VALUES('t-06a59ca45354',4);
INSERT INTO "names" VALUES('cs/9909009',5);
INSERT INTO "names" VALUES('t-7c3b2710d208',5);
INSERT INTO "names" VALUES('2402.00002',8);
INSERT INTO "names" VALUES('doi:10.1000/tides',8);
INSERT INTO "names" VALUES('t-1d312914e2db',8);
INSERT INTO "names" VALUES('t-ff2a012c739e',8);
CREATE TABLE papers (
    row INTEGER PRIMARY KEY,          -- the row number that index, arrays and screen share
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    authors TEXT, published INTEGER, listed INTEGER,
    arxiv TEXT, doi TEXT, url TEXT, pdf TEXT, github TEXT, links TEXT,
    upvotes INTEGER, stars INTEGER, keywords TEXT, categories TEXT, sources TEXT,
    added INTEGER NOT NULL,           -- when this library first saw the paper
    version INTEGER NOT NULL,         -- the library's count of changes when the paper last changed
    abstract TEXT, summary TEXT       -- last, so that a list never reads past them
);
INSERT INTO "papers" VALUES(1,'2401.00001','Counting sheep by night','Ada Byron
Li Wei',738887,738888,'2401.00001',NULL,'https://arxiv.org/abs/2401.00001','https://arxiv.org/pdf/2401.00001','https://github.com/shepherd/sheep','https://github.com/shepherd/sheep',27,812,'sheep
sleep','cs.CL
cs.LG','huggingface
json',1780000000000,2,'We count sheep, and fall asleep before the proof ends. Code: https://github.com/shepherd/sheep',NULL);
INSERT INTO "papers" VALUES(2,'doi:10.1000/lighthouse.7','A map of every lighthouse, with an index of their keepers and of the weather','Chidi Okafor',738641,NULL,NULL,'10.1000/lighthouse.7','https://doi.org/10.1000/lighthouse.7',NULL,NULL,'https://example.org/lighthouses',NULL,NULL,NULL,NULL,'bibtex',1780000000000,1,NULL,'Lighthouses, mapped.');
INSERT INTO "papers" VALUES(3,'t-924ab18005db','Notes: read, tagged night',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'json',1780000000000,1,NULL,NULL);
INSERT INTO "papers" VALUES(4,'t-06a59ca45354','Grüße aus dem Wald — “sieben” Bäume','Jürgen Müller',738345,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'ris',1780000000000,1,'Über Bäume.

Zweiter Absatz.',NULL);
INSERT INTO "papers" VALUES(5,'cs/9909009','On 3 papers: a study',NULL,730006,NULL,'cs/9909009',NULL,'https://arxiv.org/abs/cs/9909009','https://arxiv.org/pdf/cs/9909009',NULL,NULL,NULL,NULL,NULL,NULL,'arxiv',1780000000000,1,NULL,NULL);
INSERT INTO "papers" VALUES(8,'2402.00002','Tidal pools of the north',NULL,NULL,NULL,'2402.00002','10.1000/tides','https://arxiv.org/abs/2402.00002','https://arxiv.org/pdf/2402.00002',NULL,NULL,3,NULL,NULL,NULL,'arxiv
csl-json
huggingface',1780000000000,3,NULL,NULL);
CREATE TABLE removed (row INTEGER PRIMARY KEY, version INTEGER NOT NULL);
INSERT INTO "removed" VALUES(6,4);
INSERT INTO "removed" VALUES(7,3);
CREATE TABLE steps (                  -- the history: one step is what one undo takes back
    step INTEGER PRIMARY KEY, at INTEGER NOT NULL, what TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
);
INSERT INTO "steps" VALUES(1,1780000180000,'“Counting sheep by night”: read',0);
INSERT INTO "steps" VALUES(2,1780000300000,'“Counting sheep by night”: bookmarked',0);
INSERT INTO "steps" VALUES(3,1780000420000,'“A map of every lighthouse, with an index of the…”: tagged ocean, tagged to read',0);
INSERT INTO "steps" VALUES(4,1780000540000,'“Notes: read, tagged night”: noted',0);
INSERT INTO "steps" VALUES(5,1780000660000,'1 papers: read',0);
INSERT INTO "steps" VALUES(6,1780000780000,'4 papers: unread, bookmarked, tagged night, tag ocean off',0);
INSERT INTO "steps" VALUES(7,1780000900000,'“Notes: read, tagged night”: note off',0);
INSERT INTO "steps" VALUES(8,1780001020000,'“Notes: read, tagged night”: tagged night shift, off',0);
INSERT INTO "steps" VALUES(9,1780001140000,'“On 3 papers: a study”: bookmarked',0);
INSERT INTO "steps" VALUES(10,1780001260000,'“On 3 papers: a study”: bookmark off',0);
INSERT INTO "steps" VALUES(12,1780001500000,'“Tidal pools”: tagged coast, noted',0);
INSERT INTO "steps" VALUES(13,1780001620000,'“Tidal pools of the north”: read, noted',0);
INSERT INTO "steps" VALUES(14,1780001680000,'view Sheep saved',0);
INSERT INTO "steps" VALUES(15,1780001740000,'view Code saved',0);
INSERT INTO "steps" VALUES(16,1780001800000,'view Old saved',0);
INSERT INTO "steps" VALUES(17,1780001860000,'view Old is now Before: 2000',0);
INSERT INTO "steps" VALUES(18,1780001920000,'view Code moved',0);
INSERT INTO "steps" VALUES(19,1780001980000,'view Sheep removed',0);
INSERT INTO "steps" VALUES(20,1780002100000,'1 paper: marked as imported',0);
INSERT INTO "steps" VALUES(21,1780002280000,'“Grüße aus dem Wald — “sieben” Bäume”: tagged forest',1);
INSERT INTO "steps" VALUES(22,1780002400000,'2 papers: read',1);
CREATE INDEX papers_by_version ON papers (version);
CREATE INDEX names_by_row ON names (row);
CREATE INDEX marks_by_row ON marks (row);
COMMIT;
PRAGMA user_version = 1;
