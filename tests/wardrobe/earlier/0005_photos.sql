BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005_photos');
CREATE TABLE colours (
	item_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	hex VARCHAR(7) NOT NULL, 
	share FLOAT NOT NULL, 
	PRIMARY KEY (item_id, name), 
	FOREIGN KEY(item_id) REFERENCES items (id) ON DELETE CASCADE
);
INSERT INTO "colours" VALUES(2,'purple','#293c98',1.0);
INSERT INTO "colours" VALUES(3,'purple','#4f3c7a',0.8214);
INSERT INTO "colours" VALUES(3,'plum','#4a3f64',0.1786);
INSERT INTO "colours" VALUES(4,'plum','#7a3a50',0.9643);
INSERT INTO "colours" VALUES(5,'red','#a13c24',1.0);
INSERT INTO "colours" VALUES(1,'navy','#1e2946',0.51);
INSERT INTO "colours" VALUES(1,'white','#f3f3f1',0.49);
CREATE TABLE drawers (
	name TEXT NOT NULL, parent TEXT, 
	PRIMARY KEY (name)
);
INSERT INTO "drawers" VALUES('Swim wear','top');
CREATE TABLE item_photos (
	item_id INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	photo VARCHAR(64) NOT NULL, 
	file_name TEXT NOT NULL, 
	similarity VARCHAR(16) NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	cut_out JSON NOT NULL, 
	added_at DATETIME NOT NULL, 
	deleted_at DATETIME, 
	PRIMARY KEY (item_id, sha256), 
	FOREIGN KEY(item_id) REFERENCES items (id) ON DELETE CASCADE
);
INSERT INTO "item_photos" VALUES(1,'91f3cbaefae50cd9b947d3a11007fa9ed55aee84ef44791d06269bb7725d50c8','3d35561904a0f6e7e82d5decbd5bac43b721aa660c2d81913983a707dfca5288','back.png','0060606060606000','back','{"off": false, "rectangle": null, "turns": 0}','2026-04-20 12:00:00.000000',NULL);
CREATE TABLE items (
	id INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	photo VARCHAR(64) NOT NULL, 
	file_name TEXT NOT NULL, 
	similarity VARCHAR(16) NOT NULL, 
	drawer TEXT NOT NULL, 
	state VARCHAR(8) NOT NULL, 
	corrected BOOLEAN NOT NULL, 
	cut_out JSON NOT NULL, 
	notes TEXT NOT NULL, 
	added_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	deleted_at DATETIME, 
	model TEXT, 
	predicted TEXT, 
	outcome VARCHAR(16), 
	confidence FLOAT, decided BOOLEAN DEFAULT 0 NOT NULL, sure_group TEXT, name TEXT DEFAULT '' NOT NULL, brand TEXT DEFAULT '' NOT NULL, size TEXT DEFAULT '' NOT NULL, source TEXT DEFAULT '' NOT NULL, price FLOAT, archived VARCHAR(8), photo_kind VARCHAR(8) DEFAULT '' NOT NULL, colours_decided BOOLEAN DEFAULT 0 NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (sha256)
);
INSERT INTO "items" VALUES(1,'61b91761c6849dd68ee7b7f9afed3b5f97013018f05b267186932796c065508a','df48b0eba38a5e1b44e0cbf2fc73867a89b3eec987c8ac949ae6b690c3ed15a0','sure.png','826170e0e0706182','Dress','filed',0,'{"off": false, "rectangle": null, "turns": 0}','two
lines','2026-04-01 00:00:00.000000','2026-04-20 12:00:00.000000',NULL,'photo/1','Dress','sorted',0.9,0,NULL,'Party','Ø','38','a shop',80.0,NULL,'',1);
INSERT INTO "items" VALUES(2,'8a5872e3413c9ba76944497a969927b4479599207fc377bc6fb30d47db9d831c','159ab63a5a1dd9bda60b2cfa136784a4f2b829238b2e20c5acd067d327788ac2','agreed.png','5468e06968e06854','Bag','filed',0,'{"off": false, "rectangle": [0.1, 0.2, 0.9, 1.0], "turns": 0}','','2026-04-01 00:00:00.000000','2026-11-30 08:44:51.741698',NULL,'cnn/1','Bag','unsure',0.7,1,NULL,'','','','',NULL,'given','',0);
INSERT INTO "items" VALUES(3,'1e9052c84b07a513a4628f728dfecef566cc1e3f0bf140b2a9cf05b32cc4a48c','876ec43746cd014b4d103d722a46d71ef26150f9f2a8964eed2ae4ce15268e0b','waiting.png','55e870606070e855','Coat','review',0,'{"off": false, "rectangle": null, "turns": 0}','','2026-04-01 00:00:00.000000','2026-04-01 00:00:00.000000',NULL,'photo/1','Coat','unsure',0.5,0,NULL,'','','','',NULL,NULL,'',0);
INSERT INTO "items" VALUES(4,'c7c47c9dc1aff7c80bcecb06fa40dbcf5c203aebefd7fbddc1a05ad3b920fc1b','1ee5e6ebdebbd17c1beaa8a806cd8bf9abe06fcd53718cde237f7292ee2c48fd','corrected =1.png','9469706060706994','Swim wear','filed',1,'{"off": false, "rectangle": null, "turns": 0}','','2026-04-01 00:00:00.000000','2026-04-01 00:00:00.000000',NULL,'photo/1','Shirt','sorted',0.8,1,NULL,'','','','',NULL,NULL,'',0);
INSERT INTO "items" VALUES(5,'12c79bd2470d1dde97c8140fcecd001550dcfbdf4a66fe8ab50c13d1d7e7af10','df23eab2eb27ea12278fffc3817ccff58bdde3691419710c9097c113dd2a34a9','binned.png','8069717170716980','Trouser','filed',0,'{"off": false, "rectangle": null, "turns": 0}','','2026-04-01 00:00:00.000000','2026-04-01 00:00:00.000000','2026-04-01 00:00:00.000000',NULL,NULL,NULL,NULL,1,NULL,'','','','',NULL,NULL,'',0);
CREATE TABLE predictions (
	id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	model TEXT NOT NULL, 
	label TEXT NOT NULL, 
	confidence FLOAT NOT NULL, 
	outcome VARCHAR(16) NOT NULL, 
	probabilities JSON NOT NULL, 
	made_at DATETIME NOT NULL, sure_group TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(item_id) REFERENCES items (id) ON DELETE CASCADE
);
INSERT INTO "predictions" VALUES(2,2,'photo/1','Bag',0.4,'unsure','{"T-shirt/top": 0.06666666666666667, "Trouser": 0.06666666666666667, "Pullover": 0.06666666666666667, "Dress": 0.06666666666666667, "Coat": 0.06666666666666667, "Sandal": 0.06666666666666667, "Shirt": 0.06666666666666667, "Sneaker": 0.06666666666666667, "Bag": 0.4, "Ankle boot": 0.06666666666666667}','2026-03-01 00:00:00.000000',NULL);
INSERT INTO "predictions" VALUES(3,2,'cnn/1','Bag',0.7,'unsure','{"T-shirt/top": 0.03333333333333334, "Trouser": 0.03333333333333334, "Pullover": 0.03333333333333334, "Dress": 0.03333333333333334, "Coat": 0.03333333333333334, "Sandal": 0.03333333333333334, "Shirt": 0.03333333333333334, "Sneaker": 0.03333333333333334, "Bag": 0.7, "Ankle boot": 0.03333333333333334}','2026-03-09 00:00:00.000000',NULL);
INSERT INTO "predictions" VALUES(4,3,'photo/1','Coat',0.5,'unsure','{"T-shirt/top": 0.05555555555555555, "Trouser": 0.05555555555555555, "Pullover": 0.05555555555555555, "Dress": 0.05555555555555555, "Coat": 0.5, "Sandal": 0.05555555555555555, "Shirt": 0.05555555555555555, "Sneaker": 0.05555555555555555, "Bag": 0.05555555555555555, "Ankle boot": 0.05555555555555555}','2026-03-01 00:00:00.000000',NULL);
INSERT INTO "predictions" VALUES(5,4,'photo/1','Shirt',0.8,'sorted','{"T-shirt/top": 0.022222222222222216, "Trouser": 0.022222222222222216, "Pullover": 0.022222222222222216, "Dress": 0.022222222222222216, "Coat": 0.022222222222222216, "Sandal": 0.022222222222222216, "Shirt": 0.8, "Sneaker": 0.022222222222222216, "Bag": 0.022222222222222216, "Ankle boot": 0.022222222222222216}','2026-03-01 00:00:00.000000',NULL);
INSERT INTO "predictions" VALUES(6,1,'photo/1','Dress',0.9,'sorted','{"T-shirt/top": 0.011111111111111108, "Trouser": 0.011111111111111108, "Pullover": 0.011111111111111108, "Dress": 0.9, "Coat": 0.011111111111111108, "Sandal": 0.011111111111111108, "Shirt": 0.011111111111111108, "Sneaker": 0.011111111111111108, "Bag": 0.011111111111111108, "Ankle boot": 0.011111111111111108}','2026-03-01 00:00:00.000000',NULL);
CREATE TABLE seasons (
	item_id INTEGER NOT NULL, 
	name VARCHAR(8) NOT NULL, 
	PRIMARY KEY (item_id, name), 
	FOREIGN KEY(item_id) REFERENCES items (id) ON DELETE CASCADE
);
INSERT INTO "seasons" VALUES(1,'winter');
CREATE TABLE settings (
	name TEXT NOT NULL, 
	value JSON NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "settings" VALUES('model','"cnn/1"');
CREATE TABLE tags (
	item_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY (item_id, name), 
	FOREIGN KEY(item_id) REFERENCES items (id) ON DELETE CASCADE
);
INSERT INTO "tags" VALUES(1,'a');
INSERT INTO "tags" VALUES(1,'b c');
CREATE TABLE wears (
	item_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	PRIMARY KEY (item_id, day), 
	FOREIGN KEY(item_id) REFERENCES items (id) ON DELETE CASCADE
);
INSERT INTO "wears" VALUES(1,'2026-04-02');
INSERT INTO "wears" VALUES(1,'2026-04-09');
CREATE INDEX ix_items_photo ON items (photo);
CREATE INDEX items_by_drawer ON items (deleted_at, state, drawer, added_at);
CREATE INDEX items_by_date ON items (deleted_at, state, added_at);
CREATE INDEX items_by_confidence ON items (deleted_at, state, confidence);
CREATE INDEX tags_by_name ON tags (name);
CREATE INDEX seasons_by_name ON seasons (name);
CREATE INDEX colours_by_name ON colours (name);
CREATE INDEX ix_predictions_item_id ON predictions (item_id);
CREATE INDEX ix_item_photos_photo ON item_photos (photo);
CREATE INDEX item_photos_by_sum ON item_photos (sha256);
COMMIT;
