import json
import re
import shutil
from html.parser import HTMLParser

import numpy as np
import pytest
from pypdf import PdfReader

from training.__main__ import main
from training.config import train_config
from training.report.evidence import gather
from training.report.pdf import render_pdf
from training.report.writing import run_report, write_report
from training.run import Run
from training.train import train
