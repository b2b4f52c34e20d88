CREATE TABLE "draft_links" (
	"post_id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"created_by_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "draft_links_token" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "avatar_id" uuid;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "publish_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "scheduled_revision_id" uuid;--> statement-breakpoint
ALTER TABLE "revisions" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "revisions" ADD COLUMN "published_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "revisions" SET "published_at" = "created_at";--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "draft_links" ADD CONSTRAINT "draft_links_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_links" ADD CONSTRAINT "draft_links_created_by_id_people_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_avatar_id_media_id_fk" FOREIGN KEY ("avatar_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_scheduled_revision_id_revisions_id_fk" FOREIGN KEY ("scheduled_revision_id") REFERENCES "public"."revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "drafts_base_revision" ON "drafts" USING btree ("base_revision_id");--> statement-breakpoint
CREATE INDEX "posts_featured" ON "posts" USING btree ("published_at","id") WHERE "posts"."featured" AND "posts"."published_revision_id" IS NOT NULL AND "posts"."trashed_at" IS NULL;--> statement-breakpoint
CREATE INDEX "posts_scheduled" ON "posts" USING btree ("publish_at") WHERE "posts"."publish_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "posts_published_revision" ON "posts" USING btree ("published_revision_id");--> statement-breakpoint
CREATE INDEX "posts_scheduled_revision" ON "posts" USING btree ("scheduled_revision_id");--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_schedule_has_words" CHECK (num_nulls("posts"."publish_at", "posts"."scheduled_revision_id") <> 1);