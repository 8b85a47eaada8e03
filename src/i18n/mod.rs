//! Message keys and their texts in Chinese and English.
