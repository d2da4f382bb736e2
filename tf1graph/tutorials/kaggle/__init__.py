"""The Kaggle tutorial: four models for the competition "Digit Recognizer", and its files."""
