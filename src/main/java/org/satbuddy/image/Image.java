package org.satbuddy.image;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.satbuddy.task.Conversations;

/** The database row of a re-encoded upload. */
@Entity
@Table(name = "image")
class Image {

    @Id
    private String id;

    private String owner;

    /** The conversation with which this image is deleted; null until a message with this image is accepted. */
    @Column(name = "conversation_id")
    private String conversationId;

    @Column(name = "media_type")
    private String mediaType;

    private int width;

    private int height;

    @Column(name = "size_bytes")
    private int sizeBytes;

    @Column(name = "created_at")
    private long createdAt;

    private byte[] bytes;

    protected Image() {}

    Image(String id, String owner, EncodedImage encoded, long now) {
        this.id = id;
        this.owner = owner;
        this.mediaType = encoded.mediaType();
        this.width = encoded.width();
        this.height = encoded.height();
        this.sizeBytes = encoded.bytes().length;
        this.createdAt = now;
        this.bytes = encoded.bytes();
    }

    /** @param before uploads and activity until this time have expired, epoch ms */
    boolean isAlive(EntityManager em, long before) {
        return isAlive(em, conversationId, createdAt, before);
    }

    static boolean isAlive(EntityManager em, String conversationId, long createdAt, long before) {
        return conversationId == null ? createdAt > before : Conversations.isAlive(em, conversationId, before);
    }

    String id() {
        return id;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] bytes() {
        return bytes;
    }
}
