"""`tf.contrib.seq2seq`: decoders run by a loop, the helpers that feed them, and attention."""

from tf1graph.tf._tree import mirror
from tf1graph.tf.contrib.seq2seq.attention import AttentionMechanism, BahdanauAttention, LuongAttention, hardmax
from tf1graph.tf.contrib.seq2seq.attention_wrapper import AttentionWrapper, AttentionWrapperState
from tf1graph.tf.contrib.seq2seq.decoder import BasicDecoder, BasicDecoderOutput, Decoder, dynamic_decode
from tf1graph.tf.contrib.seq2seq.helper import (
    CustomHelper,
    GreedyEmbeddingHelper,
    Helper,
    InferenceHelper,
    SampleEmbeddingHelper,
    TrainingHelper,
)
from tf1graph.tf.contrib.seq2seq.loss import sequence_loss, tile_batch

__all__ = [
    "AttentionMechanism",
    "AttentionWrapper",
    "AttentionWrapperState",
    "BahdanauAttention",
    "BasicDecoder",
    "BasicDecoderOutput",
    "CustomHelper",
    "Decoder",
    "GreedyEmbeddingHelper",
    "Helper",
    "InferenceHelper",
    "LuongAttention",
    "SampleEmbeddingHelper",
    "TrainingHelper",
    "dynamic_decode",
    "hardmax",
    "sequence_loss",
    "tile_batch",
]

__getattr__, __dir__ = mirror(__name__)
