CREATE TABLE "title_words" (
	"word" text COLLATE "C" NOT NULL,
	"post_id" uuid NOT NULL,
	CONSTRAINT "title_words_pair" PRIMARY KEY("word","post_id")
);
--> statement-breakpoint
ALTER TABLE "title_words" ADD CONSTRAINT "title_words_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "title_words_post" ON "title_words" USING btree ("post_id");--> statement-breakpoint
INSERT INTO "title_words" ("word", "post_id") SELECT found.lexeme, "post_words"."post_id"
	FROM "post_words", unnest("post_words"."words") AS found WHERE 'A' = ANY(found.weights);
