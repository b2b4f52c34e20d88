ALTER TABLE "posts" DROP CONSTRAINT "posts_schedule_has_words";--> statement-breakpoint
ALTER TABLE "slug_history" ALTER COLUMN "created_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "scheduled_slug" text;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "scheduled_by_id" uuid;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "missed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_scheduled_by_id_people_id_fk" FOREIGN KEY ("scheduled_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_schedule_is_whole" CHECK (num_nulls("posts"."publish_at", "posts"."scheduled_revision_id", "posts"."scheduled_slug",
        "posts"."scheduled_by_id") IN (0, 4));